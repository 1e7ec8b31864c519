// The theme's colours, fonts and the screen's pixel ratio, for drawing on canvases. Needs a browser.
"use strict";

const COLOURS = ["ink", "paper", "current", "lit", "on-lit", "quiet", "grid"];

const LEAST = 12; // CSS pixels at the font size of a laptop: smaller numbers are not written
const LEAST_PRESENTING = 22; // CSS pixels; smaller ones cannot be read from the back row

const look = {}; // filled by readLook
const widths = {}; // of texts, in font sizes

/** Read the theme's colours and the screen's pixel ratio into `look`. */
function readLook() {
  const style = getComputedStyle(document.body);
  for (const name of COLOURS) look[name] = style.getPropertyValue(`--${name}`).trim();
  look.family = style.fontFamily;
  look.pixels = devicePixelRatio; // device pixels per CSS pixel
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  look.lineWidth = (look.pixels * rem) / 16; // width of a thin line in device pixels; thicker on a projector
  const isPresenting = "presenting" in document.documentElement.dataset;
  look.least = look.pixels * (isPresenting ? LEAST_PRESENTING : LEAST);
  look.hatch = hatch();
  look.dots = dots();
}

/** The pattern of what is not computed yet: thin diagonal lines. */
const hatch = () =>
  pattern(7, (context, side) => {
    context.globalAlpha = 0.35;
    context.lineWidth = look.lineWidth;
    for (const shift of [-1, 0, 1]) {
      context.moveTo((shift - 0.25) * side, 1.25 * side);
      context.lineTo((shift + 1.25) * side, -0.25 * side);
    }
    context.stroke();
  });

/** The pattern of the padding: dots. */
const dots = () =>
  pattern(5, (context, side) => {
    context.globalAlpha = 0.6;
    context.arc(side / 2, side / 2, 0.8 * look.lineWidth, 0, 7);
    context.fill();
  });

/** A repeated tile, drawn by `draw(context, side)` in the quiet colour on paper. */
function pattern(size, draw) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(size * look.lineWidth);
  const context = tile.getContext("2d");
  context.fillStyle = look.paper;
  context.fillRect(0, 0, tile.width, tile.width);
  context.strokeStyle = context.fillStyle = look.quiet;
  draw(context, tile.width);
  return context.createPattern(tile, "repeat");
}

/** The width of a text in font sizes. */
function widthOf(text) {
  const key = `${look.family} ${text}`;
  if (!widths[key]) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = `100px ${look.family}`;
    widths[key] = context.measureText(text).width / 100;
  }
  return widths[key];
}

const TALLEST = 0.6; // the font size as a share of a cell's side
const FILLED = 0.94; // the share of a cell's width that its text may fill
const NARROWEST = 0.7; // how much a text may be condensed to fit

/** The font size in device pixels at which the `widest` text fits into a cell, or 0 if nobody could read it. */
function fontFor(cell, widest) {
  const size = Math.min(TALLEST * cell, (FILLED * cell) / (NARROWEST * widthOf(widest)));
  return size >= look.least ? size : 0;
}

/** The side in CSS pixels of the smallest cell in which the `widest` text can be read. */
const readableCell = (widest) =>
  Math.max(1 / TALLEST, (NARROWEST * widthOf(widest)) / FILLED) * (look.least / look.pixels);

/** Set the resolution of a canvas to the device pixels of a side in CSS pixels. */
function resize(canvas, side) {
  const pixels = Math.max(1, Math.round(side * look.pixels));
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
}

module.exports = { FILLED, fontFor, look, readLook, readableCell, resize };

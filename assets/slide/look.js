// The theme's colours and the screen's pixel ratio, for drawing on canvases. Needs a browser.
"use strict";

const COLOURS = ["wash", "line", "ink", "paper", "current", "lit", "on-lit", "quiet", "grid"];

const look = {}; // filled by readLook

/** Read the theme's colours and the screen's pixel ratio into `look`. */
function readLook() {
  const style = getComputedStyle(document.body);
  for (const name of COLOURS) look[name] = style.getPropertyValue(`--${name}`).trim();
  look.family = style.fontFamily;
  look.pixels = devicePixelRatio; // device pixels per CSS pixel
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  look.lineWidth = (look.pixels * rem) / 16; // width of a thin line in device pixels; thicker on a projector
  look.stripes = stripes();
}

/** The striped pattern of the padding. */
function stripes() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(6 * look.lineWidth);
  const context = tile.getContext("2d");
  context.fillStyle = look.paper;
  context.fillRect(0, 0, tile.width, tile.width);
  context.strokeStyle = look.quiet;
  context.globalAlpha = 0.55;
  context.lineWidth = look.lineWidth;
  for (const shift of [-1, 0, 1]) {
    context.moveTo((shift - 0.25) * tile.width, 1.25 * tile.width);
    context.lineTo((shift + 1.25) * tile.width, -0.25 * tile.width);
  }
  context.stroke();
  return context.createPattern(tile, "repeat");
}

/** Set the resolution of a canvas to the device pixels of a side in CSS pixels. */
function resize(canvas, side) {
  const pixels = Math.max(1, Math.round(side * look.pixels));
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
}

module.exports = { look, readLook, resize };

// The theme's colours and the screen's pixels, for what is drawn on canvases. Needs a browser.
"use strict";

const COLOURS = ["wash", "line", "ink", "paper", "current", "lit", "on-lit", "quiet", "grid"];

const look = {}; // what was read last

/** Take over the theme's colours and the screen's pixels. */
function readLook() {
  const style = getComputedStyle(document.body);
  for (const name of COLOURS) look[name] = style.getPropertyValue(`--${name}`).trim();
  look.family = style.fontFamily;
  look.pixels = devicePixelRatio; // of the screen in one of CSS
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  look.pen = (look.pixels * rem) / 16; // thicker on a projector
  look.stripes = stripes();
}

/** The pattern of the padding, where there is no picture. */
function stripes() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(6 * look.pen);
  const pen = tile.getContext("2d");
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, tile.width, tile.width);
  pen.strokeStyle = look.quiet;
  pen.globalAlpha = 0.55;
  pen.lineWidth = look.pen;
  for (const shift of [-1, 0, 1]) {
    pen.moveTo((shift - 0.25) * tile.width, 1.25 * tile.width);
    pen.lineTo((shift + 1.25) * tile.width, -0.25 * tile.width);
  }
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}

/** Give a canvas the pixels of the screen for a side in CSS pixels. */
function resize(canvas, side) {
  const pixels = Math.max(1, Math.round(side * look.pixels));
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
}

module.exports = { look, readLook, resize };

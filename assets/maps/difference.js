// The difference of both outputs as a map. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { onCanvas, slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");

/** The values of map `n` of a grid, as its shades tell them. */
function values({ arrays, grids }, name, n) {
  const [, low, high] = grids[name].scales[n];
  return Float32Array.from(slice(arrays[name], n), (shade) => low + (shade * (high - low)) / 255);
}

/** Paint separable − standard of output `n` of an answer. */
function drawDifference(canvas, answer, n) {
  const [, rows, columns] = answer.arrays.standard.shape;
  const standard = values(answer, "standard", n);
  const difference = values(answer, "separable", n).map((value, at) => value - standard[at]);
  onCanvas(canvas, rows, columns, (pixels) => colours.paintSigned(difference, pixels));
  canvas.ariaLabel = `Separable − standard, output ${format.count(answer.grids.standard.first + n + 1)}`;
}

module.exports = { drawDifference };

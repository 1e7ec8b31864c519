// Both outputs beside each other: equal or independent, and the map of their difference. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { build } = require("../drawing/controls.js");
const { onCanvas, slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const agreement = require("../layer/agreement.js");
const maps = require("./maps.js");

/** The comparison on the page `element`; `change(part)` changes settings. */
function createComparison(element, change) {
  const find = (selector) => element.querySelector(selector);
  const { agreement: equal } = build(find(".maps-compare"), (_, preset) => change(agreement.choose(preset)));

  /** Show whether the outputs of an answer agree. */
  function draw({ difference, settings: { multiplier, standard } }) {
    const isEqual = agreement.isEqual(standard);
    element.classList.toggle("independent", !isEqual);
    find(".maps-agreement").textContent = maps.agreement(difference, isEqual, multiplier);
    equal.show(agreement.shown(standard, equal.values));
  }

  /** Show where output `n` of an answer differs between both forms. */
  function mark(answer, n) {
    if (!agreement.isEqual(answer.settings.standard)) drawDifference(find("#maps-difference canvas"), answer, n);
  }

  return { draw, mark };
}

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

module.exports = { createComparison };

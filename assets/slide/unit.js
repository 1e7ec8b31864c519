// A unit of a lane: one channel or one depthwise map, with its window, its filter and their result. Needs a browser.
"use strict";
const { el, slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { owner } = require("./answer.js");
const { litIn } = require("./frame.js");
const { createPanel, drawMap, drawValues, entitle } = require("./panel.js");
const sums = require("./sums.js");

// The panels of a unit in each lane: kind, side as a share of the side of an input, operator that follows.
const PARTS = {
  standard: [
    ["input", 1, "·"],
    ["filter", 1, "="],
    ["products", 1, ""],
  ],
  separable: [
    ["input", 1, "∗"],
    ["filter", 1, "="],
    ["depthwise", 1, "·"],
    ["weight", 0.5, ""],
  ],
};

const MEANS = { products: "filter" }; // a product has the same related cells as its tap

/** A unit of a lane: { element, panels }. `ofUnit()` returns its channel and map; see panel.js for `on`. */
function createUnit(lane, ofUnit, { point, go }) {
  const element = el("div", { className: "unit" });
  const panels = {};
  for (const [kind, share, after] of PARTS[lane]) {
    const ofPanel = kind === "input" ? () => ({ ...ofUnit(), map: null }) : ofUnit; // it goes into all its maps
    const on = { point, go: kind === "depthwise" && go };
    panels[kind] = createPanel({ kind, share, means: MEANS[kind], owner: ofPanel }, on);
    element.append(panels[kind].element);
    if (after) element.append(el("span", { className: "operator", ariaHidden: "true" }, after));
  }
  return { element, panels };
}

/** Name the panels of a unit after its channel or map. */
function label(lane, { input, filter, products, depthwise, weight }, of, { output, rotated }) {
  entitle(input, `Input ${of}`, of);
  const which = lane === "standard" ? `filter ${output}` : "filter";
  entitle(filter, `Filter for ${of}`, rotated ? `${which}, rotated` : which);
  if (products) entitle(products, `Products of ${of}`);
  if (depthwise) entitle(depthwise, `Depthwise map ${of}`);
  if (weight) entitle(weight, `Pointwise weight of ${of}`);
}

/**
 * Draw unit n of a lane, and return its share of the sum. Texts and weights, which cannot be read at the speed of the
 * window, are drawn only if `writes` is true.
 */
function drawUnit(lane, panels, n, shown, frame, writes) {
  const { arrays, channels, largest, pictures } = shown;
  const of = owner(shown, lane, n);
  const lit = litIn(frame, of);
  const at = of.channel - channels.first;
  const [plane, picture] = [slice(arrays.input, at), pictures.input[at]];
  const filter = slice(lane === "standard" ? arrays.standard_filter : arrays.depthwise_filters, n);
  const input = { values: plane, picture, done: plane.length, outlines: [frame.window], lit: lit.input };
  drawMap(panels.input, { ...input, ...frame.inputs });
  if (writes) drawValues(panels.filter, filter, largest[lane], lit.taps);
  const unit = { panels, n, plane, filter, lit };
  return (lane === "standard" ? drawProducts : drawDepthwise)(unit, shown, frame, writes);
}

/** Draw the products of the standard lane that are shown so far, and return the sum of all. */
function drawProducts({ panels, plane, filter, lit }, { largest, w }, frame, writes) {
  const read = sums.windowValues(plane, w, frame.here);
  const { all, sum } = sums.products(read, filter);
  const visible = all.map((product, tap) => (tap >= frame.taps ? undefined : read[tap] === null ? null : product));
  drawValues(panels.products, visible, largest.products, lit.taps);
  if (writes) panels.products.caption.textContent = `Σ ${formatted(sum, frame)}`;
  return sum;
}

/** Draw the depthwise map of the separable lane and its pointwise weight; return the product of value and weight. */
function drawDepthwise({ panels, n, lit }, { arrays, largest, pictures, w }, frame, writes) {
  const [values, weight] = [slice(arrays.depthwise, n), arrays.weights.data[n]];
  const value = values[frame.here.row * w.outputs + frame.here.column];
  const map = { values, picture: pictures.depthwise[n], done: frame.maps, outlines: [frame.here], lit: lit.pixels };
  drawMap(panels.depthwise, { ...map, ...frame.outputs });
  if (writes) {
    drawValues(panels.weight, [weight], largest.weights, lit.weight);
    panels.depthwise.caption.textContent = formatted(value, frame);
    panels.weight.caption.textContent = `= ${formatted(value * weight, frame)}`;
  }
  return value * weight;
}

/** A value as text, which is known once all products are shown. */
const formatted = (value, { summed }) => (summed ? format.value(value, 3) : "…");

module.exports = { createUnit, drawUnit, label };

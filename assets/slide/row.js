// A row of the page: one channel with its window, which both lanes share, and what each lane makes of it. Needs a
// browser.
"use strict";
const { el, slice } = require("../drawing/dom.js");
const { sign } = require("../drawing/equation.js");
const format = require("../drawing/format.js");
const { owner } = require("./answer.js");
const { litIn } = require("./frame.js");
const look = require("./look.js");
const { createPanel, drawMap, drawValues, entitle } = require("./panel.js");
const sums = require("./sums.js");

// The panels of a row, in the order of reading: name, kind, and the lane to which it belongs alone.
const PANELS = [
  ["input", "input", ""],
  ["window", "window", ""],
  ["standardFilter", "filter", "standard"],
  ["standardProducts", "products", "standard"],
  ["depthwiseFilter", "filter", "separable"],
  ["depthwiseProducts", "products", "separable"],
  ["depthwise", "depthwise", "separable"],
];
const TAPS = ["window", "filter", "products"]; // kinds of panels that have one cell for each tap
const SMALL = ["input", "depthwise"]; // kinds of panels that are smaller, because they show whole maps

/** A visible row: { name, panels, elements }. `ofRow()` returns its channel and map; see panel.js for `on`. */
function createRow(index, ofRow, { point, go }) {
  const panels = {};
  for (const [name, kind, lane] of PANELS) {
    const ofPanel = kind === "input" ? () => ({ ...ofRow(), map: null }) : ofRow; // it goes into all its maps
    const on = { point, go: kind === "depthwise" && go };
    const means = TAPS.includes(kind) ? "tap" : kind;
    panels[name] = createPanel({ kind, means, owner: ofPanel, css: lane && `in-${lane}` }, on);
  }
  const text = (className) => el("div", { className });
  const texts = {
    name: text("row-name"),
    standard: text("row-sum in-standard"),
    depthwise: text("row-sum in-separable"),
    weigh: text("weigh in-separable"),
  };
  const figures = Object.values(panels).map(({ element }) => element);
  const element = el("div", { className: "row" }, ...Object.values(texts), ...figures);
  element.style.setProperty("--row", index);
  return { element, panels, texts };
}

/** Set the resolution of all panels of a row. */
function resize({ panels }, { side, map }) {
  for (const [name, kind] of PANELS) look.resize(panels[name].canvas, SMALL.includes(kind) ? map : side);
}

/** Name the panels of row n after its channel and map. */
function label({ element, panels, texts }, n, { channels, maps, output, rotated, ...shown }) {
  const { index, isNew } = owner({ channels, maps, ...shown }, n);
  const [channel, map] = [channels.names[index], maps.names[n]];
  const turned = rotated ? ", rotated" : "";
  element.classList.toggle("same-channel", !isNew);
  texts.name.textContent = map;
  entitle(panels.input, `Input ${channel}`);
  entitle(panels.window, `Window of ${channel}`);
  entitle(panels.standardFilter, `Standard kernel for ${channel}, filter ${output + 1}${turned}`);
  entitle(panels.standardProducts, `Standard products of ${channel}`);
  entitle(panels.depthwiseFilter, `Depthwise kernel for ${map}${turned}`);
  entitle(panels.depthwiseProducts, `Depthwise products of ${map}`);
  entitle(panels.depthwise, `Depthwise map ${map}`);
}

/**
 * Draw row n with the frames of both lanes, and return its share of both sums. Texts and filters, which cannot be read
 * at the speed of the window, are drawn only if `writes` is true.
 */
function draw(row, n, shown, frames, writes) {
  const of = owner(shown, n);
  const { arrays, pictures, scales, widest } = shown;
  const plane = slice(arrays.input, of.index);
  const lit = { standard: litIn(frames.standard, n, of), separable: litIn(frames.separable, n, of) };
  const [picture, scale] = [pictures.input[of.index], scales.input[of.index]];
  const input = { values: plane, picture, scale, widest: widest.input, done: plane.length, lit: lit.separable.input };
  const outlines = Object.values(frames).map(({ window }) => window);
  drawMap(row.panels.input, { ...input, ...frames.standard.inputs, outlines });
  const unit = { row, n, of, plane, writes };
  return {
    standard: drawStandard(unit, shown, frames.standard, lit.standard),
    separable: drawSeparable(unit, shown, frames.separable, lit.separable),
  };
}

/** Draw window values, products and their sum in one lane; return the sum. */
function drawProducts({ plane, of, writes }, shown, frame, lit, n, { panels, filter, scale, text }) {
  const { scales, w, widest } = shown;
  const read = sums.windowValues(plane, w, frame.here);
  const { all, sum } = sums.products(read, filter);
  const taps = frame.taps(n);
  const visible = all.map((product, tap) => (tap >= taps ? undefined : read[tap] === null ? null : product));
  if (panels.window) drawValues(panels.window, read, scales.input[of.index], widest.input, lit.taps);
  drawValues(panels.products, visible, scales[`${scale}_products`], widest.products, lit.taps);
  if (!writes) return sum;
  const filters = scale === "standard" ? "standard_filter" : "depthwise_filters";
  drawValues(panels.filter, filter, scales[filters], widest.filter, lit.taps);
  const printed = all.map(format.cell);
  const factors = (tap) => [read[tap] ?? 0, filter[tap]].map(format.cell);
  const isTrue = printed.every((product, tap) => sign([factors(tap)], product) === "=");
  panels.products.element.dataset.operator = isTrue ? "=" : "≈";
  const result = format.term(sum);
  text.textContent = frame.isSummed(n) ? result : "";
  text.dataset.operator = sign(printed.map((value) => [value]), result);
  return sum;
}

function drawStandard(unit, shown, frame, lit) {
  const { panels, texts } = unit.row;
  const parts = { window: panels.window, filter: panels.standardFilter, products: panels.standardProducts };
  const filter = slice(shown.arrays.standard_filter, unit.of.index);
  const lane = { panels: parts, filter, scale: "standard", text: texts.standard };
  return drawProducts(unit, shown, frame, lit, unit.n, lane);
}

/** Draw the depthwise products and map, and write the product of value and weight; return that product. */
function drawSeparable(unit, shown, frame, lit) {
  const { n, row } = unit;
  const { arrays, pictures, scales, widest } = shown;
  const parts = { filter: row.panels.depthwiseFilter, products: row.panels.depthwiseProducts };
  const filter = slice(arrays.depthwise_filters, n);
  drawProducts(unit, shown, frame, lit, n, { panels: parts, filter, scale: "depthwise", text: row.texts.depthwise });
  const values = slice(arrays.depthwise, n);
  const [value, weight] = [values[frame.pixel], arrays.weights.data[n]];
  const map = { values, picture: pictures.depthwise[n], scale: scales.depthwise[n], widest: widest.outputs };
  const outlines = [frame.here];
  drawMap(row.panels.depthwise, { ...map, ...frame.outputs, done: frame.maps(n), outlines, lit: lit.pixels });
  if (unit.writes) weigh(row.texts.weigh, value, weight, frame.isSummed(n));
  return value * weight;
}

/** Write "−12 × 2 = −24"; before the value is summed, the weight alone. */
function weigh(element, value, weight, isSummed) {
  const [a, b, result] = [value, weight, value * weight].map(format.term);
  const factor = el("span", { className: "pointwise" }, `× ${b}`);
  if (!isSummed) return element.replaceChildren(el("span", {}, factor));
  const product = el("b", { className: "pointwise" }, `${sign([[a, b]], result)} ${result}`);
  element.replaceChildren(el("span", {}, el("span", { className: "depthwise" }, a), " ", factor), product);
}

module.exports = { createRow, draw, label, resize };

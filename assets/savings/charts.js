// The data of the charts for the current settings, and the changes since the previous data. No DOM: node can load it.
"use strict";
const { count } = require("../drawing/format.js");
const { cost } = require("../layer/cost.js");
const { decimal, saving } = require("./saving.js");

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The bars of a figure: for each stage its share of the longer bar, and its text. "work" means the current unit. */
function bars(settings, name) {
  const costs = cost(settings);
  const figure = name === "work" ? settings.unit : name;
  const longer = Math.max(costs.standard[figure], costs.separable[figure]);
  return ["standard", "depthwise", "pointwise"].map((stage) => {
    const value = costs[stage][figure];
    return { stage, share: value / longer, text: `${stage}: ${count(value)}` };
  });
}

/** The traces of a saving chart: grey curves, their labels, the current curve, the current point. */
function curves([grey, labels, current], savingAt, constant, variable) {
  const family = ({ x, customdata }) => ({ y: Array.from(x, (value, n) => value && savingAt(value, customdata[n])) });
  const curve = { y: Array.from(current.x, (value) => savingAt(value, constant)) };
  return [family(grey), family(labels), curve, { x: [variable], y: [savingAt(variable, constant)] }];
}

/** The heat map of log2(saving), with the text of each tile. */
function tiles([{ meta }], multiplier) {
  const forEachTile = (value) => meta.kernels.map((k) => meta.filters.map((n) => value(n, k)));
  return [
    {
      z: forEachTile((n, k) => Math.log2(saving(n, k, multiplier))),
      text: forEachTile((n, k) => `${decimal(saving(n, k, multiplier))}×`),
      customdata: forEachTile((n, k) => [n, k]),
    },
  ];
}

/** The break-even line k² = D·N / (N − D), from the top of the tiles to their right end, and the current point. */
function breakEven([{ meta }], { filters, kernel, multiplier }) {
  const first = (multiplier * meta.top ** 2) / (meta.top ** 2 - multiplier);
  const x = Array.from({ length: 121 }, (_, n) => first * (meta.right / first) ** (n / 120));
  return [{ x, y: x.map((n) => Math.sqrt((multiplier * n) / (n - multiplier))) }, { x: [filters], y: [kernel] }];
}

/** New data for each trace of the chart `name`; `traces` are its current ones. */
function data(name, traces, settings) {
  const { filters, kernel, multiplier } = settings;
  const charts = {
    filters: () => curves(traces, (n, k) => saving(n, k, multiplier), kernel, filters),
    kernel: () => curves(traces, (k, n) => saving(n, k, multiplier), filters, kernel),
    tiles: () => tiles(traces, multiplier),
    line: () => breakEven(traces, settings),
  };
  return charts[name]();
}

/** The lower end of a saving chart's axis: the smallest saving, which is divided by D. */
function axes({ meta }, multiplier) {
  return meta ? { "yaxis.range[0]": Math.log10(meta.least / multiplier) } : {};
}

/** The traces that changed between two lists, as arguments of Plotly.animate. */
function frame(before, after) {
  const traces = after.map((_, n) => n).filter((n) => !same(after[n], before[n]));
  return { data: traces.map((n) => after[n]), traces };
}

/** Convert the result of `frame` to arguments of Plotly.update. */
function update({ data, traces }) {
  const keys = [...new Set(data.flatMap(Object.keys))];
  return [Object.fromEntries(keys.map((key) => [key, data.map((trace) => trace[key])])), traces];
}

module.exports = { axes, bars, data, frame, update };

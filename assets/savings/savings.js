// The page Savings: its numbers as texts, its charts as Plotly data; `draw` puts both into the page, all else it
// exports only computes.
"use strict";

const { cost, outputSize, ratio } = require("../layer/cost.js");
const { compare, count } = require("../drawing/format.js");
const plots = require("../drawing/plots.js");
const { verdict } = require("../layer/verdict.js");

const STAGES = ["standard", "depthwise", "pointwise", "separable"];
const HUNDREDTHS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const saving = (filters, kernel, multiplier) => 1 / ratio(filters, kernel, multiplier);
const decimal = (x) => (x < 0.1 ? x.toPrecision(2) : HUNDREDTHS.format(x));

/** Texts of all figures of all stages by name ("standard.macs"), and how the two forms compare. */
function figureTexts(costs) {
  const texts = {};
  for (const [figure, before] of Object.entries(costs.standard)) {
    const write = figure === "intensity" ? decimal : count;
    for (const stage of STAGES) texts[`${stage}.${figure}`] = write(costs[stage][figure]);
    texts[`quotient.${figure}`] = before ? decimal(before / costs.separable[figure]) : "";
    texts[`change.${figure}`] = compare(before, costs.separable[figure]);
  }
  return texts;
}

/** Every text on the page, by the name that an element asks for in `data-savings`; `labels` name the units. */
function texts(settings, labels) {
  const { size, channels, filters, kernel, stride, padding, dilation, multiplier, unit } = settings;
  const costs = cost(settings);
  const side = outputSize(size, kernel, stride, padding, dilation);
  const names = { channels, filters, multiplier, maps: channels * multiplier, k2: kernel ** 2 };
  const all = { ...figureTexts(costs), unit: labels[unit], ratio: ratio(filters, kernel, multiplier).toPrecision(3) };
  all.now = `${decimal(saving(filters, kernel, multiplier))}×`;
  all.most = String(+(kernel ** 2 / multiplier).toFixed(kernel ** 2 < multiplier ? 2 : 1));
  all.verdict = verdict(settings, labels);
  all.kernel = `${kernel}²`;
  all.pixels = `${side}²`;
  for (const [name, n] of Object.entries(names)) all[name] = count(n);
  for (const stage of STAGES) all[`${stage}.work`] = count(costs[stage][unit]);
  all["change.work"] = compare(costs.standard[unit], costs.separable[unit]);
  return all;
}

/** One of the three bar charts, as shares of the longer bar: standard, depthwise and pointwise; their labels. */
function bars({ standard, depthwise, pointwise, separable }, figure) {
  const customdata = [standard, depthwise, pointwise].map((stage) => stage[figure]);
  const longer = Math.max(standard[figure], separable[figure]);
  const x = customdata.map((part) => part / longer);
  const labels = [`Standard  ${count(standard[figure])}`, `Depthwise + pointwise  ${count(separable[figure])}`];
  return [{ x, base: [0, 0, x[1]], customdata }, { text: labels }];
}

/** A saving chart: curves that stay and their names, the current curve, the current point. */
function curves([quiet, names, now], at, constant, variable) {
  const stays = ({ x, customdata }) => ({ y: Array.from(x, (value, n) => value && at(value, customdata[n])) });
  const current = { y: Array.from(now.x, (value) => at(value, constant)) };
  return [stays(quiet), stays(names), current, { x: [variable], y: [at(variable, constant)] }];
}

/** Tiles of log2(saving) and what each says. */
function tiles([{ meta }], multiplier) {
  const over = (value) => meta.kernels.map((k) => meta.filters.map((n) => value(n, k)));
  return [
    {
      z: over((n, k) => Math.log2(saving(n, k, multiplier))),
      text: over((n, k) => `${decimal(saving(n, k, multiplier))}×`),
      customdata: over((n, k) => [n, k]),
    },
  ];
}

/** The break-even line k² = D·N / (N − D), from above the tiles to their right end, and the current point. */
function breakEven([{ meta }], { filters, kernel, multiplier }) {
  const first = (multiplier * meta.top ** 2) / (meta.top ** 2 - multiplier);
  const x = Array.from({ length: 121 }, (_, n) => first * (meta.right / first) ** (n / 120));
  return [{ x, y: x.map((n) => Math.sqrt((multiplier * n) / (n - multiplier))) }, { x: [filters], y: [kernel] }];
}

/** New data of each trace of the chart `name`, whose traces are given. */
function data(name, traces, settings) {
  const { filters, kernel, multiplier, unit } = settings;
  const charts = {
    parameters: () => bars(cost(settings), "parameters"),
    work: () => bars(cost(settings), unit),
    bytes_moved: () => bars(cost(settings), "bytes_moved"),
    filters: () => curves(traces, (n, k) => saving(n, k, multiplier), kernel, filters),
    kernel: () => curves(traces, (k, n) => saving(n, k, multiplier), filters, kernel),
    tiles: () => tiles(traces, multiplier),
    line: () => breakEven(traces, settings),
  };
  return charts[name]();
}

/** The axis of a saving chart reaches down to the least saving, which D divides. */
function axes({ meta }, multiplier) {
  return meta ? { "yaxis.range[0]": Math.log10(meta.least / multiplier) } : {};
}

/** What changes from one list of traces to another, for Plotly.animate. */
function frame(before, after) {
  const traces = after.map((_, n) => n).filter((n) => !same(after[n], before[n]));
  return { data: traces.map((n) => after[n]), traces };
}

/** The same for Plotly.update. */
function update({ data, traces }) {
  const keys = [...new Set(data.flatMap(Object.keys))];
  return [Object.fromEntries(keys.map((key) => [key, data.map((trace) => trace[key])])), traces];
}

const drawn = new WeakMap(); // chart → what it shows
let waiting = null; // page and settings that the charts do not show yet
let frameAsked = null;

/** Bring the page, if it is open, to the settings at once; its charts no more than once a frame. */
function draw(document, settings, labels) {
  const page = document.getElementById("savings");
  if (!page) return;
  write(page, settings, labels);
  waiting = { page, settings };
  if (!frameAsked) plotAll();
}

/** Put every text in its place. */
function write(page, settings, labels) {
  page.classList.toggle("has-multiplier", settings.multiplier > 1);
  page.classList.toggle("has-bias", settings.bias);
  page.classList.toggle("in-flops", settings.unit === "flops");
  const said = texts(settings, labels);
  for (const element of page.querySelectorAll("[data-savings]")) {
    const text = said[element.dataset.savings];
    if (element.textContent !== text) element.textContent = text;
  }
}

/** Bring all charts to the newest settings; on a first visit Plotly is still loading. */
function plotAll() {
  frameAsked = waiting && requestAnimationFrame(plotAll);
  if (!waiting) return;
  const { page, settings } = waiting;
  const charts = [...page.querySelectorAll("[data-chart]")];
  const graphs = charts.map((chart) => chart.querySelector(".js-plotly-plot"));
  const ready = graphs.every((graph) => graph && graph.data);
  if (ready || !page.isConnected) waiting = null;
  if (ready) graphs.forEach((graph, n) => plot(graph, charts[n].dataset.chart, settings));
}

/** Bring one chart to the settings. */
function plot(graph, name, settings) {
  if (!drawn.has(graph)) plots.fitLetters(graph);
  const { traces: before = [], multiplier } = drawn.get(graph) || {};
  const after = data(name, graph.data, settings);
  drawn.set(graph, { traces: after, multiplier: settings.multiplier });
  const change = frame(before, after);
  if (!change.traces.length) return;
  if (multiplier === settings.multiplier) {
    plots.move(graph, change); // in 4 ms what `update` draws in 13, axes included
  } else {
    const [traces, numbers] = update(change);
    window.Plotly.update(graph, traces, axes(graph.layout, settings.multiplier), numbers);
  }
}

module.exports = { axes, data, draw, frame, texts, update };

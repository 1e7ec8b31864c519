// The page Savings: writes its texts and updates its charts, whose figures come from the server. Needs a browser.
"use strict";
const { download } = require("../drawing/dom.js");
const plots = require("../drawing/plots.js");
const charts = require("./charts.js");
const { query } = require("../layer/settings.js");
const { inLab } = require("../server/addresses.js");
const { texts } = require("./texts.js");

/** Start the page in `element`; `lab` is the interface of the frame. */
function enter(element, lab) {
  const plot = plotter(element);
  let shown = null; // the settings whose figures are shown
  // Edited filter values do not affect costs, and may be too long for an address.
  const saveFigures = () => save(`/answers/costs.csv?${query({ ...shown, edits: "" }, lab.fields)}`);
  element.querySelector("#savings-download").addEventListener("click", saveFigures);
  function show(settings) {
    write(element, settings, texts(settings, lab.units));
    drawBars(element, settings);
    shown = settings;
    plot(settings);
  }
  return { element, show };
}

/** Download a file from the server, and retry while the network is down. */
async function save(address) {
  const answer = await fetch(inLab(address));
  const [, name] = answer.headers.get("Content-Disposition").match(/filename=(.+)/);
  download(await answer.blob(), name);
}

/** Write every text, and show the parts of the page that apply to these settings. */
function write(element, settings, byName) {
  element.classList.toggle("has-multiplier", settings.multiplier > 1);
  element.classList.toggle("has-bias", settings.bias);
  element.classList.toggle("in-flops", settings.unit === "flops");
  for (const target of element.querySelectorAll("[data-savings]")) {
    const text = byName[target.dataset.savings];
    if (target.textContent !== text) target.textContent = text;
  }
}

/** Set the lengths and the texts of all bars. */
function drawBars(element, settings) {
  for (const container of element.querySelectorAll("[data-bars]"))
    for (const { stage, share, text } of charts.bars(settings, container.dataset.bars)) {
      const bar = container.querySelector(`.is-${stage}`);
      bar.style.width = `${100 * share}%`;
      bar.title = text;
    }
}

/** A function that updates the charts to the newest settings, at most once per frame. */
function plotter(element) {
  const drawn = new WeakMap(); // chart → the traces and multiplier that it shows
  let pending = null; // settings that the charts do not show yet
  let frameRequest = null;

  function plotAll() {
    frameRequest = pending && requestAnimationFrame(plotAll);
    if (!pending) return;
    const settings = pending;
    const containers = [...element.querySelectorAll("[data-chart]")];
    const graphs = containers.map((container) => container.querySelector(".js-plotly-plot"));
    const ready = graphs.every((graph) => graph && graph.data); // on a first visit Plotly is still loading
    if (ready || !element.isConnected) pending = null;
    if (!ready) return;
    graphs.forEach((graph, n) => {
      drawn.set(graph, plot(graph, containers[n].dataset.chart, settings, drawn.get(graph)));
    });
  }

  return (settings) => {
    pending = settings;
    if (!frameRequest) plotAll();
  };
}

/** Update a chart, which shows `before`, to the settings. Returns what it shows now. */
function plot(graph, name, settings, before) {
  if (!before) plots.fitLetters(graph);
  const { multiplier } = settings;
  const traces = charts.data(name, graph.data, settings);
  const change = charts.frame(before?.traces ?? [], traces);
  if (change.traces.length && before?.multiplier === multiplier) {
    plots.move(graph, change); // takes 4 ms; `update`, which can also change axes, takes 13
  } else if (change.traces.length) {
    const [values, numbers] = charts.update(change);
    window.Plotly.update(graph, values, charts.axes(graph.layout, multiplier), numbers);
  }
  return { traces, multiplier };
}

module.exports = { enter };

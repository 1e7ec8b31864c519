// The page Savings: writes its texts and moves its charts, whose figures the server makes. Needs a browser.
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
  let shown = null; // the settings of the figures
  // Values of filters cost nothing, and may be too long for an address.
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
function write(element, settings, said) {
  element.classList.toggle("has-multiplier", settings.multiplier > 1);
  element.classList.toggle("has-bias", settings.bias);
  element.classList.toggle("in-flops", settings.unit === "flops");
  for (const place of element.querySelectorAll("[data-savings]")) {
    const text = said[place.dataset.savings];
    if (place.textContent !== text) place.textContent = text;
  }
}

/** Draw the bars as long as they are. */
function drawBars(element, settings) {
  for (const place of element.querySelectorAll("[data-bars]"))
    for (const { stage, share, text } of charts.bars(settings, place.dataset.bars)) {
      const bar = place.querySelector(`.is-${stage}`);
      bar.style.width = `${100 * share}%`;
      bar.title = text;
    }
}

/** A function that moves the charts to the newest settings, at most once per frame. */
function plotter(element) {
  const drawn = new WeakMap(); // chart → what it shows
  let waiting = null; // settings that the charts do not show yet
  let frameAsked = null;

  function plotAll() {
    frameAsked = waiting && requestAnimationFrame(plotAll);
    if (!waiting) return;
    const settings = waiting;
    const places = [...element.querySelectorAll("[data-chart]")];
    const graphs = places.map((place) => place.querySelector(".js-plotly-plot"));
    const ready = graphs.every((graph) => graph && graph.data); // on a first visit Plotly is still loading
    if (ready || !element.isConnected) waiting = null;
    if (!ready) return;
    graphs.forEach((graph, n) => drawn.set(graph, plot(graph, places[n].dataset.chart, settings, drawn.get(graph))));
  }

  return (settings) => {
    waiting = settings;
    if (!frameAsked) plotAll();
  };
}

/** Bring one chart, which shows `before`, to the settings; gives what it shows then. */
function plot(graph, name, settings, before) {
  if (!before) plots.fitLetters(graph);
  const { multiplier } = settings;
  const traces = charts.data(name, graph.data, settings);
  const change = charts.frame(before?.traces ?? [], traces);
  if (change.traces.length && before?.multiplier === multiplier) {
    plots.move(graph, change); // in 4 ms what `update` draws in 13, axes included
  } else if (change.traces.length) {
    const [values, numbers] = charts.update(change);
    window.Plotly.update(graph, values, charts.axes(graph.layout, multiplier), numbers);
  }
  return { traces, multiplier };
}

module.exports = { enter };

// The race on the page Slide: counters of both lanes, and their chart over time. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const plots = require("../drawing/plots.js");

const { el } = dom;

const LANES = { standard: "Standard", separable: "Separable" };
const OFTEN = 200; // ms between two updates of the chart: it shall cost no frames

/** Counters in `counts` and a Plotly chart in `chart`. */
function slideRace(counts, chart) {
  const rows = Object.entries(LANES).map(([name, title]) => {
    const bar = el("span", { className: `progress ${name}` }, el("i"));
    const [share, macs, outputs] = ["share", "macs", "outputs"].map((className) => el("td", { className }));
    const row = el(
      "tr",
      {},
      el("th", { scope: "row" }, title),
      el("td", { className: "course" }, bar),
      share,
      macs,
      outputs
    );
    outputs.append("", el("span", { className: "of-all" }));
    return Object.assign(row, { name, bar: bar.firstChild, share, macs, outputs });
  });
  const heads = ["", "Layer done", "", "MACs spent", "Outputs finished"].map((text) =>
    text ? el("th", { scope: "col" }, text) : el("td")
  );
  counts.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)));
  let plotted = ""; // the layer whose curves the chart has
  let last = 0; // when its points moved
  let later = 0; // what waits for the chart

  /** Show a moment; `work` and `stepwise` decide the curves. */
  function draw(lanes, work, stepwise, playing) {
    for (const row of rows) {
      const { share, macs, outputs } = lanes[row.name];
      row.bar.style.transform = `scaleX(${share})`;
      row.share.textContent = `${(100 * share).toFixed(1)} %`;
      row.macs.textContent = format.count(macs);
      row.outputs.firstChild.data = format.count(outputs);
      row.outputs.lastChild.textContent = ` of ${format.count(work.pixels * work.filters)}`;
    }
    plot(lanes, work, stepwise, playing);
  }

  function plot(lanes, work, stepwise, playing) {
    const graph = chart.querySelector(".js-plotly-plot");
    clearTimeout(later);
    // The first race brings the chart, after a while.
    if (!graph?.data)
      return (later = setTimeout(() => chart.isConnected && plot(lanes, work, stepwise, playing), OFTEN));
    if (playing && performance.now() - last < OFTEN) return;
    last = performance.now();
    const asked = JSON.stringify([work, stepwise]);
    // As the server drew it.
    const blank = graph.data[0].x.length < 2;
    if (blank) plots.fitLetters(graph);
    if (blank || asked !== plotted) {
      const [standard, separable] = curves(lanes, work, stepwise);
      const longest = Math.max(lanes.standard.total, lanes.separable.total);
      const traces = { x: [standard.x, separable.x, separable.x], y: [standard.y, separable.y, separable.y] };
      window.Plotly.update(graph, traces, { "xaxis.range": [0, 1.02 * longest] }, [0, 1, 2]);
      plotted = asked;
    }
    const points = Object.values(lanes);
    const all = work.pixels * work.filters;
    const data = [{ x: points.map(({ macs }) => macs), y: points.map(({ outputs }) => outputs / all) }];
    plots.move(graph, { data, traces: [3] });
  }

  /** Outputs finished against MACs spent, of each lane. */
  function curves({ standard, separable }, { pixels, depthwise }, stepwise) {
    const before = stepwise ? [pixels * depthwise] : [];
    return [
      { x: [0, standard.total], y: [0, 1] },
      { x: [0, ...before, separable.total], y: [0, ...before.map(() => 0), 1] },
    ];
  }

  return { draw };
}

module.exports = slideRace;

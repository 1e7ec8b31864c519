// The chart of a race: outputs finished against MACs spent, and where both lanes are. Needs a browser and Plotly, which
// the server brings with the chart.
"use strict";
const plots = require("../drawing/plots.js");

const OFTEN = 200; // ms between two updates: the chart shall cost no frames

/** The chart in `place`, which `bring()` asks the server for. */
function createChart(place, bring) {
  let asked = false;
  let plotted = ""; // the layer whose curves the chart has
  let moved = 0; // when its points moved
  let later = 0; // what waits for the chart

  /** Ask for it, once: a second Graph would take the place of the first, and be empty. */
  function ask() {
    if (!asked) bring();
    asked = true;
  }

  /** Show a moment, both lanes as schedule.moment gives them; `work` and `stepwise` decide the curves. */
  function draw(lanes, work, stepwise, playing) {
    const graph = place.querySelector(".js-plotly-plot");
    clearTimeout(later);
    // The first race brings the chart, after a while.
    if (!graph?.data) {
      later = setTimeout(() => place.isConnected && draw(lanes, work, stepwise, playing), OFTEN);
      return;
    }
    if (playing && performance.now() - moved < OFTEN) return;
    moved = performance.now();
    const curves = JSON.stringify([work, stepwise]);
    const blank = graph.data[0].x.length < 2; // as the server drew it
    if (blank) plots.fitLetters(graph);
    if (blank || curves !== plotted) drawCurves(graph, lanes, work, stepwise);
    plotted = curves;
    movePoints(graph, lanes, work);
  }

  return { ask, draw };
}

/** Outputs finished against MACs spent: none before the depthwise step is over, where it runs over the whole image. */
function drawCurves(graph, { standard, separable }, { pixels, depthwise }, stepwise) {
  const before = stepwise ? [pixels * depthwise] : [];
  const straight = { x: [0, standard.total], y: [0, 1] };
  const bent = { x: [0, ...before, separable.total], y: [0, ...before.map(() => 0), 1] };
  const longest = Math.max(standard.total, separable.total);
  const traces = { x: [straight.x, bent.x, bent.x], y: [straight.y, bent.y, bent.y] };
  window.Plotly.update(graph, traces, { "xaxis.range": [0, 1.02 * longest] }, [0, 1, 2]);
}

function movePoints(graph, lanes, { pixels, filters }) {
  const points = Object.values(lanes);
  const data = [{ x: points.map(({ macs }) => macs), y: points.map(({ outputs }) => outputs / (pixels * filters)) }];
  plots.move(graph, { data, traces: [3] });
}

module.exports = { createChart };

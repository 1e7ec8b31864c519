// The chart of a race: finished outputs against MACs spent, with a point for each lane. Needs a browser and Plotly,
// which is loaded with the chart.
"use strict";
const plots = require("../drawing/plots.js");

const INTERVAL = 200; // ms between two updates, so that the chart does not delay frames of the animation

/** The chart in `container`; `requestChart()` requests it from the server. */
function createChart(container, requestChart) {
  let requested = false;
  let plotted = ""; // the layer and mode whose curves the chart shows
  let moved = 0; // time of the last move of its points
  let retry = 0; // the timer until the next look for the chart

  /** Request the chart, once: a second Graph would replace the first, and be empty. */
  function ask() {
    if (!requested) requestChart();
    requested = true;
  }

  /** Show both lanes, as schedule.moment returns them; `work` and `stepwise` determine the curves. */
  function draw(lanes, work, stepwise, playing) {
    const graph = container.querySelector(".js-plotly-plot");
    clearTimeout(retry);
    // The first race requests the chart, which takes a while.
    if (!graph?.data) {
      retry = setTimeout(() => container.isConnected && draw(lanes, work, stepwise, playing), INTERVAL);
      return;
    }
    if (playing && performance.now() - moved < INTERVAL) return;
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

/** Finished outputs against MACs spent. With `stepwise`, no output is finished before the depthwise step ends. */
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

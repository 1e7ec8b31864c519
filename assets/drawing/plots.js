// Charts of Plotly, drawn by the server and moved here. Needs a browser to draw; node can load it.
"use strict";

const NOW = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

/** Letters and lines of a chart as large as those around it, on a projector too; its margins hold letters. */
function enlarge({ data, layout }, factor) {
  const margins = ["l", "r", "t", "b"].map((side) => [`margin.${side}`, layout.margin[side] * factor]);
  const scaled = (size) => size && size * factor;
  return [
    {
      "line.width": data.map(({ line }) => scaled(line && line.width)),
      "marker.size": data.map(({ marker }) => scaled(marker && marker.size)),
    },
    { "font.size": scaled(layout.font.size), ...Object.fromEntries(margins) },
  ];
}

/** Bring a chart that has just been drawn to the size of the letters around it. */
function fitLetters(graph) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  window.Plotly.update(graph, ...enlarge(graph, rem / 16));
}

/** Move traces to new data within the frame; Plotly rejects when the next move overtakes this one. */
function move(graph, change) {
  window.Plotly.animate(graph, change, NOW).catch(() => {});
}

module.exports = { enlarge, fitLetters, move };

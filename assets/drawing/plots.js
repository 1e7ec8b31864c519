// Updates Plotly charts, whose figures come from the server, with new data. Drawing needs a browser; node can load it.
"use strict";

const IMMEDIATE = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

/** The layout that scales text, lines and margins of a chart with the font size of the page. */
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

/** Scale a newly drawn chart to the font size of the page. */
function fitLetters(graph) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  window.Plotly.update(graph, ...enlarge(graph, rem / 16));
}

/** Update traces with new data within a frame. Plotly's promise rejects if the next update comes first. */
function move(graph, change) {
  window.Plotly.animate(graph, change, IMMEDIATE).catch(() => {});
}

module.exports = { enlarge, fitLetters, move };

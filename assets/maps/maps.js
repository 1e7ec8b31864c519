// Maps as numbers: sizes, and where a pixel lies in every grid. No DOM, no Dash: node can load it.
"use strict";
const { value } = require("../drawing/format.js");

/** The largest side at which `count` figures fit into a box, `beside` (a share of the side) and `below` included. */
function side(count, width, height, { gap, beside, below, least, most }) {
  let best = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = ((width + gap) / columns - gap) / (1 + beside);
    const down = (height + gap) / rows - gap - below;
    best = Math.max(best, Math.min(across, down));
  }
  return Math.max(least, Math.min(most, Math.floor(best)));
}

const clamp = (n, count) => Math.max(0, Math.min(count - 1, n));

/** The input cell at the middle of the window of output cell `at`, along one side; may lie in the padding. */
const middle = (at, { stride, before, span }) => at * stride - before + Math.floor((span - 1) / 2);

/** The output cell whose window has its middle nearest to input cell `at`, along one side. */
const above = (at, { stride, before, span }, count) =>
  clamp(Math.round((at + before - Math.floor((span - 1) / 2)) / stride), count);

/** Output row and column, and the input pixel that stands for them, from a pixel of any grid. */
function point(grid, row, column, window, outputs) {
  if (grid === "input") {
    const [p, q] = [above(row, window, outputs), above(column, window, outputs)];
    return { row: p, column: q, inputRow: row, inputColumn: column };
  }
  return { row, column, inputRow: middle(row, window), inputColumn: middle(column, window) };
}

/** Where the pixel and the window lie, as the custom properties of maps.css. */
function places(at, { stride, before, span }) {
  return {
    row: at.row,
    column: at.column,
    "input-row": at.inputRow,
    "input-column": at.inputColumn,
    "window-row": at.row * stride - before,
    "window-column": at.column * stride - before,
    span,
  };
}

const TERMS = 6; // of a sum that one line shows

/** How an output is mixed: terms as [weight, name] and how many more there are. */
function mix(weights, names) {
  const terms = [...weights].map((w, q) => [w, names[q]]).filter(([w]) => w !== 0);
  return { terms: terms.slice(0, TERMS), more: Math.max(0, terms.length - TERMS) };
}

/** The same in words: "0.5·red − 1·blue". */
function sum({ terms, more }) {
  if (!terms.length) return "0";
  const text = terms.map(([w, name], n) => {
    const sign = w < 0 ? "− " : n ? "+ " : "";
    return `${sign}${value(Math.abs(w))}·${name}`;
  });
  return text.join(" ") + (more ? ` … and ${more} more` : "");
}

/** What is said where both forms were made to give the same. */
const agreement = (difference) =>
  difference ? `Both outputs agree to ${difference.toExponential(1).replace("-", "−")}` : "Both outputs agree exactly";

/** `edits` with one value set; see conv/weights/edits.py for the code. */
function edit(edits, where, number) {
  const others = edits.split("_").filter((one) => one && !one.startsWith(where + "*"));
  // Plain digits: a value like 1e-7 could not be read.
  return [...others, `${where}*${number.toFixed(8).replace(/\.?0+$/, "")}`].join("_");
}

module.exports = { agreement, edit, mix, places, point, side, sum };

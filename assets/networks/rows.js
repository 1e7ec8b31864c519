// The layers of a network as rows of a table or a CSV file: searching, sorting and formatting. No DOM.
"use strict";
const { count } = require("../drawing/format.js");

const STAGES = {
  standard: "Standard",
  depthwise: "Depthwise",
  pointwise: "Pointwise",
  grouped: "Grouped",
  linear: "Fully connected",
  "max pool": "Max pooling",
  "average pool": "Average pooling",
  "global pool": "Global pooling",
};
const WAYS = { gate: "SE", shortcut: "shortcut" };
const SUMS = ["parameters", "work"]; // in the order of an answer
const FIGURES = new Set([...SUMS, "share"]); // columns whose first click sorts in descending order

/** Convert the columns of an answer to one row per layer. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns.block.map((_, n) => {
    const row = Object.fromEntries(names.map((name) => [name, columns[name][n]]));
    const way = WAYS[row.way];
    return { ...row, place: n + 1, layer: (STAGES[row.stage] || row.stage) + (way ? `, ${way}` : "") };
  });
}

/** The text of a row that a search looks through. */
const searchText = ({ block, layer, filter, input, output }) => plain([block, layer, filter, input, output].join(" "));

/** Text in lower case, with x for multiplication signs, as readers type it. */
const plain = (text) => text.toLowerCase().replaceAll("×", "x").replaceAll("*", "x");

/** The rows of the block named `text`, or else those that contain all its words, sorted by a column. */
function arrange(all, { text, by, down }) {
  const name = plain(text.trim());
  const ofBlock = all.filter((row) => plain(row.block) === name);
  const matches = (row) => name.split(/\s+/).every((word) => searchText(row).includes(word));
  const found = ofBlock.length ? ofBlock : all.filter(matches);
  const compare = (a, b) =>
    typeof a[by] === "number" ? a[by] - b[by] : a[by].localeCompare(b[by], "en", { numeric: true });
  return found.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.place - b.place);
}

/** Whether the lab can show a layer; else `lab` is the reason why not, or null. */
const canOpen = ({ lab }) => lab !== null && typeof lab === "object";

const keyOf = (block, stage = "") => `${block}\n${stage}`;

/** For each block, and each stage in it, the layer with the most work that the lab can show, by `keyOf`. */
function largestOf(rows) {
  const found = new Map();
  for (const row of rows.filter(canOpen))
    for (const key of [keyOf(row.block), keyOf(row.block, row.stage)])
      if (!(found.get(key)?.work >= row.work)) found.set(key, row);
  return found;
}

/** The sort order after a click on the head of a column. */
function sortedBy(order, by) {
  return { ...order, by, down: order.by === by ? !order.down : FIGURES.has(by) };
}

/** A CSV file of these columns, with the rows in the order shown. */
function csv(shown, columns, unit) {
  const cell = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
  const heads = columns.map((name) => (name === "work" ? unit : name));
  const rounded = (row) => ({ ...row, share: +row.share.toPrecision(6) });
  const lines = shown.map((row) => columns.map((name) => cell(rounded(row)[name])));
  return [heads, ...lines].map((line) => line.join(",") + "\n").join("");
}

/** A value of a column as text. */
function text(name, value) {
  if (name === "share") return value && value < 5e-5 ? "< 0.01 %" : `${(100 * value).toFixed(2)} %`;
  return typeof value === "number" ? count(value) : value;
}

module.exports = { STAGES, SUMS, arrange, canOpen, csv, keyOf, largestOf, rows, text, sortedBy };

// Networks in the browser: what to ask for, and an answer as rows, bars and a file. No DOM, no Dash: node can load it.
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
const DIALS = { width: { scale: 100, digits: 2, step: 5 }, resolution: { scale: 1, digits: 0, step: 8 } };
// The columns of the table and their heads; those of figures are sorted downwards first.
const HEADS = {
  place: "#",
  block: "Block",
  layer: "Layer",
  filter: "Filter",
  stride: "Stride",
  input: "Input",
  output: "Output",
  parameters: "Parameters",
  work: "MACs",
  share: "Share",
};
const COLUMNS = Object.keys(HEADS);
const SUMS = ["parameters", "work"]; // in the order of an answer
const FIGURES = new Set([...SUMS, "share"]);

/** The view of an address: what differs from the defaults, and only what is known here. */
function asked(search, defaults) {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => name in defaults));
}

/** What of a view an address needs. */
function differing(view, defaults) {
  return Object.fromEntries(Object.entries(view).filter(([name, value]) => String(value) !== String(defaults[name])));
}

/** A view with one thing changed; to touch a switch is to count by the switches. */
function changed(view, name, value, { defaults, known, switches }) {
  if (name === "network") return { ...view, network: value, width: defaults.width, resolution: defaults.resolution };
  if (name === "resolution" && value === known[view.network].resolution) value = defaults.resolution;
  return { ...view, [name]: value, ...(switches.includes(name) && { counting: "switches" }) };
}

/** The columns of an answer as a row for each layer. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns.block.map((_, n) => {
    const row = Object.fromEntries(names.map((name) => [name, columns[name][n]]));
    const way = WAYS[row.way];
    return { ...row, place: n + 1, layer: (STAGES[row.stage] || row.stage) + (way ? `, ${way}` : "") };
  });
}

/** Text of a row that a filter looks through. */
const words = ({ block, layer, filter, input, output }) => plain([block, layer, filter, input, output].join(" "));

/** Text as a keyboard has it. */
const plain = (text) => text.toLowerCase().replaceAll("×", "x").replaceAll("*", "x");

/** The rows of the block that `text` names, or else those that hold all its words, in the order of a column. */
function arrange(all, { text, by, down }) {
  const name = plain(text.trim());
  const ofBlock = all.filter((row) => plain(row.block) === name);
  const holds = (row) => name.split(/\s+/).every((word) => words(row).includes(word));
  const found = ofBlock.length ? ofBlock : all.filter(holds);
  const compare = (a, b) =>
    typeof a[by] === "number" ? a[by] - b[by] : a[by].localeCompare(b[by], "en", { numeric: true });
  return found.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.place - b.place);
}

/** The next order after a click on the head of a column. */
function turned(order, by) {
  return { ...order, by, down: order.by === by ? !order.down : FIGURES.has(by) };
}

/** A file of the rows, as shown. */
function csv(shown, unit) {
  const cell = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
  const heads = COLUMNS.map((name) => (name === "work" ? unit : name));
  const rounded = (row) => ({ ...row, share: +row.share.toPrecision(6) });
  const lines = shown.map((row) => COLUMNS.map((name) => cell(rounded(row)[name])));
  return [heads, ...lines].map((line) => line.join(",") + "\n").join("");
}

/** How a value of a column is written. */
function text(name, value) {
  if (name === "share") return value && value < 5e-5 ? "< 0.01 %" : `${(100 * value).toFixed(2)} %`;
  return typeof value === "number" ? count(value) : value;
}

const KINDS = ["standard", "depthwise", "pointwise", "other"]; // in the order in which they lie on each other

/** Bars along the depth from the sums of blocks by stage: each from where to where in its block, and what it says. */
function bars(sums, figure) {
  const at = 1 + SUMS.indexOf(figure);
  const names = [...new Set(sums.map(([[block]]) => block))];
  const places = new Map(names.map((block, n) => [block, n]));
  const kind = (stage) => (KINDS.includes(stage) ? stage : "other");
  const inOrder = [...sums].sort(([[, a]], [[, b]]) => KINDS.indexOf(kind(a)) - KINDS.indexOf(kind(b)));
  const heights = names.map(() => 0);
  const stacked = inOrder.map((sum) => {
    const [block, stage] = sum[0];
    const place = places.get(block);
    const from = heights[place];
    heights[place] += sum[at];
    const text = `${block}, ${(STAGES[stage] || stage).toLowerCase()}: ${count(sum[at])}`;
    return { place, kind: kind(stage), from, to: heights[place], text };
  });
  const blocks = names.map((name, n) => ({ name, text: `${name}: ${count(heights[n])}` }));
  return { bars: stacked, blocks, ...scale(Math.max(1, ...heights)) };
}

/** Two to five round numbers from 0 on, the last of them the top or the next above it. */
function scale(highest) {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => highest <= 4 * factor * power);
  const ticks = Array.from({ length: Math.ceil(highest / step) + 1 }, (_, n) => n * step);
  return { ticks, top: ticks.at(-1) };
}

module.exports = {
  COLUMNS,
  FIGURES,
  HEADS,
  DIALS,
  STAGES,
  SUMS,
  arrange,
  asked,
  bars,
  changed,
  csv,
  differing,
  rows,
  text,
  turned,
};

// A panel: cells on a canvas; it describes the cell under the pointer. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const paint = require("./paint.js");

const { el } = dom;

/**
 * A panel of a `kind`. Its spots are { panel, row, column, says } and the properties that `owner()` adds; `means` is
 * the name of the panel in them. `on.point(spot)` is called with the spot under the pointer, or null; `on.go(spot)`,
 * which is optional, with a clicked one.
 */
function createPanel({ kind, means = kind, owner = () => ({}), css = "" }, on) {
  const canvas = el("canvas");
  canvas.setAttribute("role", "img");
  const element = el("figure", { className: `cells of-${kind} ${css}`.trim() }, canvas);
  const panel = { element, canvas, title: "", area: null };
  const spot = (event) => panel.area && { panel: means, ...cellUnder(panel, event), ...owner() };
  for (const move of ["pointermove", "pointerdown"]) canvas.addEventListener(move, (event) => on.point(spot(event)));
  // A finger leaves after each touch, so the touched cell stays highlighted until the next touch.
  canvas.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || on.point(null));
  if (on.go) canvas.addEventListener("click", (event) => on.go(spot(event)));
  return panel;
}

/** The cell of a panel under the pointer; `says()` describes its current content. */
function cellUnder(panel, event) {
  const { rows, columns } = panel.area;
  const [down, right] = dom.cell(panel.canvas, event, rows.count, columns.count);
  const [row, column] = [rows.from + down, columns.from + right];
  const says = () => `${panel.title}${where(row, column)}: ${inWords(panel.area, row, column)}`;
  return { row, column, says };
}

/** Rows and columns of readers start from 1. */
const where = (row, column) => `, row ${format.value(row + 1)}, column ${format.value(column + 1)}`;

/** The content of a cell in words. */
function inWords({ values, done }, row, column) {
  const size = Math.sqrt(values.length);
  if (Math.min(row, column) < 0 || Math.max(row, column) >= size) return "padding, which counts as 0";
  const at = row * size + column;
  if (values[at] === undefined) return "not computed yet";
  if (values[at] === null) return "0, from the padding";
  const value = format.value(values[at], 5);
  return at < done ? value : `${value}, which the clock has not reached yet`;
}

/** Set the accessible name of a panel. */
function entitle(panel, title) {
  panel.title = panel.canvas.ariaLabel = title;
}

/** Draw a `map`: the arguments of paintMap. */
function drawMap(panel, map) {
  panel.area = map;
  paint.paintMap(panel.canvas, map);
}

/** Draw k×k values in the colours of a scale; `widest` is the longest text of such values. */
function drawValues(panel, values, scale, widest, lit) {
  const all = { from: 0, count: Math.sqrt(values.length) };
  panel.area = { values, done: values.length, rows: all, columns: all };
  paint.paintValues(panel.canvas, values, scale, widest, lit);
}

module.exports = { createPanel, drawMap, drawValues, entitle };

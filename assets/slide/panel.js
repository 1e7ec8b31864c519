// A panel: cells on a canvas with a caption; it describes the cell under the pointer. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const paint = require("./paint.js");

const { el } = dom;

/**
 * A panel of a `kind`, whose side is a `share` of the side of an input. Its spots are { panel, row, column, says } and
 * the properties that `owner()` adds; `means` is the name of the panel in them. `on.point(spot)` is called with the
 * spot under the pointer, or null; `on.go(spot)`, which is optional, with a clicked one.
 */
function createPanel({ kind, share = 1, means = kind, owner = () => ({}) }, on) {
  const canvas = el("canvas");
  canvas.setAttribute("role", "img");
  const caption = el("figcaption");
  const element = el("figure", { className: `cells of-${kind}` }, canvas, caption);
  element.style.setProperty("--share", share);
  const panel = { element, canvas, caption, share, title: "", area: null };
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
  const says = () => `${panel.title}${where(panel.area, row, column)}: ${inWords(panel.area, row, column)}`;
  return { row, column, says };
}

const where = ({ values }, row, column) =>
  values.length > 1 ? `, row ${format.value(row)}, column ${format.value(column)}` : "";

/** The content of a cell in words. */
function inWords({ values, done }, row, column) {
  const size = Math.sqrt(values.length);
  if (Math.min(row, column) < 0 || Math.max(row, column) >= size) return "padding, which counts as 0";
  const at = row * size + column;
  if (at >= done || values[at] === undefined) return "not computed yet";
  return values[at] === null ? "0, from the padding" : format.value(values[at], 5);
}

/** Set the accessible name and the caption of a panel. */
function entitle(panel, title, caption = "") {
  panel.title = panel.canvas.ariaLabel = title;
  panel.caption.textContent = caption;
}

/** Draw a `map`: the arguments of paintMap, and its `values`. */
function drawMap(panel, map) {
  panel.area = map;
  paint.paintMap(panel.canvas, map);
}

/** Draw k×k values, in colours on a scale up to `largest`. */
function drawValues(panel, values, largest, lit) {
  const all = { from: 0, count: Math.sqrt(values.length) };
  panel.area = { values, done: values.length, rows: all, columns: all };
  paint.paintValues(panel.canvas, values, largest, lit);
}

module.exports = { createPanel, drawMap, drawValues, entitle };

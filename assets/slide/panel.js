// A panel: cells on a canvas with a caption, which says what is in the cell under the pointer. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const paint = require("./paint.js");

const { el } = dom;

/**
 * A panel of a `kind`, its side a `share` of an input's. A pointed cell is told as a spot: { row, column, says } with
 * the panel that it `means` and what `owner()` adds. `on.point(spot)` is told of each, null for none; `on.go(spot)`,
 * where there is one, of a click.
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
  // A finger leaves at once; what it touched stays lit until something else is touched.
  canvas.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || on.point(null));
  if (on.go) canvas.addEventListener("click", (event) => on.go(spot(event)));
  return panel;
}

/** The cell of a panel under the pointer; `says()` tells at any time what it is. */
function cellUnder(panel, event) {
  const { rows, columns } = panel.area;
  const [down, right] = dom.cell(panel.canvas, event, rows.count, columns.count);
  const [row, column] = [rows.from + down, columns.from + right];
  const says = () => `${panel.title}${where(panel.area, row, column)}: ${inWords(panel.area, row, column)}`;
  return { row, column, says };
}

const where = ({ values }, row, column) =>
  values.length > 1 ? `, row ${format.value(row)}, column ${format.value(column)}` : "";

/** What a cell holds. */
function inWords({ values, done }, row, column) {
  const size = Math.sqrt(values.length);
  if (Math.min(row, column) < 0 || Math.max(row, column) >= size) return "padding, which counts as 0";
  const at = row * size + column;
  if (at >= done || values[at] === undefined) return "not computed yet";
  return values[at] === null ? "0, from the padding" : format.value(values[at], 5);
}

/** Name a panel. */
function entitle(panel, title, caption = "") {
  panel.title = panel.canvas.ariaLabel = title;
  panel.caption.textContent = caption;
}

/** Draw a map, as paint.js takes it, with its `values`. */
function drawMap(panel, map) {
  panel.area = map;
  paint.paintMap(panel.canvas, map);
}

/** Draw k×k values in colours up to the `largest`. */
function drawValues(panel, values, largest, lit) {
  const all = { from: 0, count: Math.sqrt(values.length) };
  panel.area = { values, done: values.length, rows: all, columns: all };
  paint.paintValues(panel.canvas, values, largest, lit);
}

module.exports = { createPanel, drawMap, drawValues, entitle };

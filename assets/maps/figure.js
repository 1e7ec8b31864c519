// One map of a grid, as a button that enlarges it, with its name and its value under the pointer. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { cell, el, onCanvas } = require("../drawing/dom.js");

/** Map `n` of the grid `name`, perhaps with its filter; `on` has handlers for pointing, focus and opening. */
function make(name, n, hasFilter, on) {
  const parts = { map: el("canvas", { className: "map" }), label: el("span", { className: "label" }) };
  parts.reading = el("span", { className: "value" });
  const plate = el("span", { className: "plate" }, parts.map, el("span", { className: "pixel" }));
  if (name === "input") plate.append(el("span", { className: "window" }));
  const body = el("span", { className: "body" }, plate);
  if (hasFilter) body.prepend((parts.filter = el("canvas", { className: "filter" })));
  const caption = el("span", { className: "caption" }, parts.label, parts.reading);
  const figure = el("button", { type: "button", className: "figure", tabIndex: n ? -1 : 0 }, body, caption);
  figure.addEventListener("click", () => on.open(name, n));
  figure.addEventListener("focus", () => on.focus(name, n));
  figure.addEventListener("pointermove", (event) => on.point(name, ...cell(parts.map, event), n));
  return Object.assign(figure, parts);
}

/** Paint a map of rows × columns on its colour scale, and write its name below. */
function draw(figure, { values, rows, columns, scale, label, title }) {
  onCanvas(figure.map, rows, columns, (pixels) => colours.paint(values, scale, pixels));
  if (figure.title === title) return; // avoids a layout
  figure.label.textContent = label;
  figure.title = figure.ariaLabel = title;
}

/** Paint the filter beside a map. */
function drawFilter(figure, values) {
  const k = Math.sqrt(values.length);
  onCanvas(figure.filter, k, k, (pixels) => colours.paintSigned(values, pixels));
}

/** Move the focus among the figures by arrow keys (roving tabindex: Tab reaches only one of them). */
function roam(figures, event) {
  const current = figures.indexOf(document.activeElement);
  const columns = figures.filter((figure) => figure.offsetTop === figures[0].offsetTop).length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
  const next = figures[current + step];
  if (!next) return;
  event.preventDefault();
  [figures[current].tabIndex, next.tabIndex] = [-1, 0];
  next.focus();
}

module.exports = { draw, drawFilter, make, roam };

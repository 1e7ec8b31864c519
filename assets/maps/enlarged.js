// One enlarged map, with the pixel under the pointer and a colour scale. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { cell, el, onCanvas, slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** The enlarged map; `pointer` is that of pointer.js. */
function enlarged(pointer) {
  const canvas = el("canvas", { className: "map", tabIndex: 0 });
  const outlines = [el("span", { className: "window" }), el("span", { className: "pixel" })];
  const plate = el("div", { className: "plate" }, canvas, ...outlines);
  const readout = el("p", { className: "readout" });
  const scale = el("p", { className: "scale" });
  const element = el("div", {}, plate, el("div", { className: "under" }, readout, scale));
  let open = null; // the drawn map: the name of its grid, and its index there

  /** Draw map `n` of the grid `name` of an answer. */
  function draw({ arrays, grids }, name, n, title) {
    open = { name, n };
    const [, rows, columns] = arrays[name].shape;
    const [kind, low, high] = grids[name].scales[n];
    plate.className = `plate ${name}`;
    plate.style.setProperty("--rows", rows);
    canvas.ariaLabel = `${title}, ${rows}×${columns}; arrow keys move the pixel`;
    onCanvas(canvas, rows, columns, (pixels) => colours.paint(slice(arrays[name], n), kind, pixels));
    const bar = el("span", { className: "bar-of-colours" });
    bar.style.background = colours.gradient(kind);
    scale.replaceChildren(format.value(low), bar, format.value(high));
  }

  /** Write the pixel and its value. */
  function follow() {
    if (!open) return;
    const [row, column] = pointer.pixel(open.name);
    readout.textContent = `Row ${row + 1}, column ${column + 1}: ${pointer.value(open.name, open.n, 7)}`;
  }

  function clear() {
    open = null;
    readout.textContent = "";
  }

  canvas.addEventListener("pointermove", (event) => pointer.point(open.name, ...cell(canvas, event)));
  canvas.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const clampToMap = (n) => Math.max(0, Math.min(canvas.height - 1, n));
    const [row, column] = pointer.pixel(open.name);
    pointer.point(open.name, clampToMap(row + step[0]), clampToMap(column + step[1]));
  });
  return { element, clear, draw, follow };
}

module.exports = { enlarged };

// The pointwise weights as a matrix, with one row per output. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { cell, el, fill, onCanvas } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const maps = require("./maps.js");

const [MOST_ROWS, MOST_COLUMNS] = [8, 8]; // of a matrix whose weights can be read in its cells

/** The matrix in `section`; `on` has handlers for pointing at a row and opening it. */
function matrix(section, on) {
  const find = (selector) => section.querySelector(selector);
  const canvas = el("canvas", { role: "img" });
  const box = find(".matrix");
  const numbers = el("div", { className: "matrix-numbers", ariaHidden: "true" });
  box.replaceChildren(canvas, numbers);
  let shown = null;

  function draw(answer) {
    shown = answer;
    const { data, shape } = shown.arrays.weights;
    const { filters, channels, multiplier } = shown.settings;
    onCanvas(canvas, ...shape, (pixels) => colours.paintSigned(data, pixels));
    canvas.ariaLabel = `Pointwise weights: ${shape[0]} outputs, one a row, by ${shape[1]} maps`;
    find(".maps-count").textContent = `${format.count(filters)}×${format.count(channels * multiplier)}`;
    box.style.setProperty("--outputs", shape[0]);
    writeNumbers(data, shape);
  }

  /** Write the weights into the cells of a small matrix. */
  function writeNumbers(data, [rows, columns]) {
    const fits = rows <= MOST_ROWS && columns <= MOST_COLUMNS;
    numbers.style.setProperty("--columns", columns);
    fill(numbers, fits ? rows * columns : 0, () => el("span")).forEach((cell, n) => {
      cell.textContent = format.cell(data[n]);
      cell.style.color = colours.ink(colours.signed(data, n));
    });
  }

  /** Mark a row and write the mix of its output. */
  function mark(row) {
    const [, columns] = shown.arrays.weights.shape;
    const weights = shown.arrays.weights.data.subarray(row * columns, (row + 1) * columns);
    const sum = maps.sum(maps.mix(weights, shown.names));
    find(".mix").textContent = `Output ${shown.grids.separable.first + row + 1} ${sum}`;
    box.style.setProperty("--output", row);
  }

  canvas.addEventListener("pointermove", (event) => shown && on.choose(cell(canvas, event)[0]));
  canvas.addEventListener("click", (event) => shown && on.open("separable", cell(canvas, event)[0]));
  return { draw, mark };
}

module.exports = { matrix };

// The pixel under the pointer and the corresponding pixels in all other grids. No DOM: node can load it.
"use strict";

const { clamp } = require("../layer/geometry.js");

/** The input cell at the centre of the window of output cell `at`, along one axis; it may lie in the padding. */
const windowCentre = (at, { stride, before, span }) => at * stride - before + Math.floor((span - 1) / 2);

/** The output cell whose window has its centre nearest to input cell `at`, along one axis. */
const nearestOutput = (at, { stride, before, span }, count) =>
  clamp(Math.round((at + before - Math.floor((span - 1) / 2)) / stride), count - 1);

/** The output row and column, and the input pixel at the centre of its window, for a pixel of any grid. */
function point(grid, row, column, window, outputs) {
  if (grid === "input") {
    const [p, q] = [nearestOutput(row, window, outputs), nearestOutput(column, window, outputs)];
    return { row: p, column: q, inputRow: row, inputColumn: column };
  }
  return { row, column, inputRow: windowCentre(row, window), inputColumn: windowCentre(column, window) };
}

/** Row and column of the pixel in a grid of maps with so many rows; by default, the pixel in the middle. */
function inGrid(at, grid, rows) {
  if (!at) return [rows >> 1, rows >> 1];
  return grid === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
}

/** Whether the pixel lies in maps of this shape, and not in the padding. */
const isInMaps = ([row, column], { shape: [, rows, columns] }) =>
  row >= 0 && column >= 0 && row < rows && column < columns;

/** The index of the pixel in a tile of values whose first cell is `corner`, or null if the tile does not contain it. */
function offset([row, column], [top, left], tile) {
  if (!isInMaps([row - top, column - left], tile)) return null;
  return (row - top) * tile.shape[2] + column - left;
}

/** The positions of the pixel and the window, as the CSS custom properties of maps.css. */
function properties(at, { stride, before, span }) {
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

module.exports = { inGrid, isInMaps, offset, point, properties };

// The pixel under the pointer and the pixels that belong to it in all other grids. No DOM: node can load it.
"use strict";

const { clamp } = require("../layer/geometry.js");

/** The input cell at the centre of the window of output cell `at`, along one axis; it may lie in the padding. */
const middle = (at, { stride, before, span }) => at * stride - before + Math.floor((span - 1) / 2);

/** The output cell whose window has its centre nearest to input cell `at`, along one axis. */
const above = (at, { stride, before, span }, count) =>
  clamp(Math.round((at + before - Math.floor((span - 1) / 2)) / stride), count - 1);

/** Output row and column, and the input pixel that stands for them, from a pixel of any grid. */
function point(grid, row, column, window, outputs) {
  if (grid === "input") {
    const [p, q] = [above(row, window, outputs), above(column, window, outputs)];
    return { row: p, column: q, inputRow: row, inputColumn: column };
  }
  return { row, column, inputRow: middle(row, window), inputColumn: middle(column, window) };
}

/** Row and column of the pixel in a grid of maps with so many rows; without a pixel, of the one in the middle. */
function inGrid(at, grid, rows) {
  if (!at) return [rows >> 1, rows >> 1];
  return grid === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
}

/** Whether maps of this shape have the pixel; in the padding they have none. */
const inside = ([row, column], { shape: [, rows, columns] }) =>
  row >= 0 && column >= 0 && row < rows && column < columns;

/** The index of the pixel in a tile of values that begins at `corner`, or null where the tile does not hold it. */
function offset([row, column], [top, left], tile) {
  if (!inside([row - top, column - left], tile)) return null;
  return (row - top) * tile.shape[2] + column - left;
}

/** Where the pixel and the window lie, as the custom properties that maps.css uses. */
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

module.exports = { inGrid, inside, offset, point, properties };

// Which cells belong together: those from which a cell is computed, and those that are computed from it. No DOM: node
// can load it.
"use strict";
const { clamp, feeds, reads } = require("../layer/geometry.js");

const OUTPUTS = ["depthwise", "standard", "separable", "difference"]; // panels with one cell for each output position

const cells = (rows, columns) => rows.flatMap((row) => columns.map((column) => ({ row, column })));

/** Like `cells`, but a single rectangle if the rows and the columns are consecutive. */
function blocks(rows, columns) {
  const consecutive = (list) => list.every((n, at) => n === list[0] + at);
  if (!rows.length || !columns.length || !consecutive(rows) || !consecutive(columns)) return cells(rows, columns);
  return [{ row: rows[0], column: columns[0], height: rows.length, width: columns.length }];
}

/**
 * The cells that belong to a cell, in every panel: rectangles of the inputs, taps of windows, filters and products,
 * pixels of the depthwise maps and of the outputs. A `channel` or `map` of null means all of them. `spot` is { panel,
 * row, column, channel, map }; `here` is the output position of the window.
 */
function related({ panel, row, column, channel = null, map = null }, w, here) {
  const part = (input, taps, pixels) => ({ channel, map, input, taps, pixels });
  if (panel === "tap")
    return part(cells([reads(here.row, w)[row]], [reads(here.column, w)[column]]), [{ row, column }], [here]);
  if (panel === "input") {
    const taps = (at, cell) => reads(at, w).flatMap((read, tap) => (read === cell ? [tap] : []));
    const outputs = (cell) => feeds(cell, w).map(({ at }) => at);
    return part(
      [{ row, column }],
      cells(taps(here.row, row), taps(here.column, column)),
      blocks(outputs(row), outputs(column))
    );
  }
  // A pixel of a depthwise map or of an output.
  const filter = [{ row: 0, column: 0, height: w.kernel, width: w.kernel }];
  return part(blocks(reads(row, w), reads(column, w)), filter, [{ row, column }]);
}

/**
 * The output position of which all numbers speak while the pointer is on a cell: that of an output's cell, and for a
 * cell of the input the position whose window is centred nearest to it. Taps belong to the position of the clock.
 */
function focus(spot, w, pixel) {
  if (!spot) return pixel;
  const { panel, row, column } = spot;
  if (OUTPUTS.includes(panel)) return row * w.outputs + column;
  if (panel !== "input") return pixel;
  const nearest = (cell) => clamp(Math.round((cell + w.before - (w.span - 1) / 2) / w.stride), w.outputs - 1);
  return nearest(row) * w.outputs + nearest(column);
}

module.exports = { OUTPUTS, cells, focus, related };

// Which cells belong together: those from which a cell is computed, and those that are computed from it. No DOM: node
// can load it.
"use strict";
const { feeds, reads } = require("../layer/geometry.js");

const cells = (rows, columns) => rows.flatMap((row) => columns.map((column) => ({ row, column })));

/** Like `cells`, but a single rectangle if the rows and the columns are consecutive. */
function blocks(rows, columns) {
  const consecutive = (list) => list.every((n, at) => n === list[0] + at);
  if (!rows.length || !columns.length || !consecutive(rows) || !consecutive(columns)) return cells(rows, columns);
  return [{ row: rows[0], column: columns[0], height: rows.length, width: columns.length }];
}

/**
 * The cells that belong to a cell, in every panel: rectangles of the inputs, taps of the filters and products, the only
 * cell of the weights, pixels of the depthwise maps and of the outputs. A `channel` or `map` of null means all of them.
 * `spot` is { panel, row, column, channel, map }; `here` is the output position of the window.
 */
function related({ panel, row, column, channel = null, map = null }, w, here) {
  const part = (input, taps, pixels) => ({ channel, map, input, taps, pixels, weight: [{ row: 0, column: 0 }] });
  if (panel === "weight") return part([], [], [here]);
  if (panel === "filter")
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

module.exports = { cells, related };

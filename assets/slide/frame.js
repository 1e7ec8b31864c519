// What one lane shows at a moment: the window, the finished pixels, the highlighted cells, and the visible part of each
// map. No DOM: node can load it.
"use strict";
const geometry = require("../layer/geometry.js");
const { related } = require("./related.js");

const MOST = 64; // the most cells along one side of a map that are shown at once

/**
 * The frame of a lane at the moment `now`, from schedule.moment, with window geometry `w`. The first `taps` products of
 * the window are shown; while some are missing, their sum is not finished. Cells that belong to the cell `spot` are
 * highlighted; without a spot, those of the next product.
 */
function frameOf(w, now, taps, spot) {
  const here = { row: Math.floor(now.pixel / w.outputs), column: now.pixel % w.outputs };
  const corner = { row: here.row * w.stride - w.before, column: here.column * w.stride - w.before };
  const window = { ...corner, height: w.span, width: w.span };
  const summed = taps === w.kernel ** 2;
  const finished = (pixels) => (summed || pixels !== now.pixel + 1 ? pixels : now.pixel);
  return {
    here,
    window,
    taps,
    summed,
    alone: now.alone,
    maps: finished(now.maps),
    done: finished(now.done),
    lit: spot ? related(spot, w, here) : summed ? null : product(taps, w, here),
    inputs: part(w, window, -w.before, w.size + w.after),
    outputs: part(w, { ...here, height: 1, width: 1 }, 0, w.outputs),
  };
}

/** The cells that belong to the product at a tap. */
function product(tap, w, here) {
  const [row, column] = [Math.floor(tap / w.kernel), tap % w.kernel];
  return { ...related({ panel: "filter", row, column }, w, here), pixels: [], weight: [] };
}

/** The visible part of a map: all of it, or a page that contains a block of cells. */
function part(w, { row, column, height, width }, low, high) {
  const most = w.size > MOST ? MOST : Infinity; // an input of up to 64 cells is shown whole, padding included
  return {
    rows: geometry.view(row, height, low, high, most),
    columns: geometry.view(column, width, low, high, most),
  };
}

/** The highlighted cells in the panels of a channel and, in the separable lane, of a depthwise map. */
function litIn({ lit }, { channel, map }) {
  const belongs = lit && [channel, null].includes(lit.channel) && (map === undefined || [map, null].includes(lit.map));
  return belongs ? lit : {};
}

module.exports = { frameOf, litIn };

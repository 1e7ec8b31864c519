// What one lane shows at a moment: the window, what is finished, what is lit, the part of each map. No DOM: node can
// load it.
"use strict";
const geometry = require("../layer/geometry.js");
const { related } = require("./related.js");

const MOST = 64; // cells along a side that are shown one by one

/**
 * The frame of a lane that is at `now`, of schedule.moment, in windows `w`. Of each window's products the first `taps`
 * are there: what comes of all of them waits. What belongs to the cell `spot` is lit; without one, the next product.
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

/** What belongs to the product that comes next. */
function product(tap, w, here) {
  const [row, column] = [Math.floor(tap / w.kernel), tap % w.kernel];
  return { ...related({ panel: "filter", row, column }, w, here), pixels: [], weight: [] };
}

/** The part of a map that is shown: all of it, or what lies around a block of cells. */
function part(w, { row, column, height, width }, low, high) {
  const most = w.size > MOST ? MOST : Infinity; // the padding comes on top
  return {
    rows: geometry.view(row, height, low, high, most),
    columns: geometry.view(column, width, low, high, most),
  };
}

/** What is lit in the panels of a channel and, in the separable lane, of a depthwise map. */
function litIn({ lit }, { channel, map }) {
  const ours = lit && [channel, null].includes(lit.channel) && (map === undefined || [map, null].includes(lit.map));
  return ours ? lit : {};
}

module.exports = { frameOf, litIn };

// What one lane shows at a moment: the window, the finished pixels, the highlighted cells, and the visible part of each
// map. No DOM: node can load it.
"use strict";
const geometry = require("../layer/geometry.js");
const { OUTPUTS, focus, related } = require("./related.js");

const MOST = 64; // the most cells along one side of a map that are shown at once

/**
 * The frame of a lane at the moment `now`, from schedule.moment, with window geometry `w` and so many visible `rows`.
 * The first `products` products of all rows are shown; a row is summed once all of its products are, and the frame is
 * `whole` once their sums are added. Cells that belong to the cell `spot` are highlighted, and all numbers belong to its
 * output position; without a spot, those of the newest product are highlighted.
 */
function frameOf(w, now, products, rows, spot) {
  const pixel = focus(spot, w, now.pixel);
  const shown = pixel === now.pixel ? products : Infinity;
  const { here, window } = place(w, pixel);
  // The panel under the pointer does not move.
  const [inInput, inOutput] = [spot?.panel === "input", OUTPUTS.includes(spot?.panel)];
  const [inputs, outputs] = [inInput, inOutput].map((isOver) => place(w, isOver ? now.pixel : pixel));
  const all = w.kernel ** 2;
  const taps = (row) => geometry.clamp(shown - row * all, all);
  // The newest pixel is finished once its products are shown.
  const finished = (pixels, isShown) => (isShown || pixels !== now.pixel + 1 ? pixels : now.pixel);
  const whole = shown > rows * all;
  return {
    pixel,
    here,
    window,
    taps,
    isSummed: (row) => taps(row) === all,
    whole,
    alone: now.alone,
    maps: (row) => finished(now.maps, taps(row) === all),
    done: finished(now.done, whole),
    lit: spot ? related(spot, w, here) : whole ? null : newest(shown, w, here),
    inputs: part(w, inputs.window, -w.before, w.size + w.after),
    outputs: part(w, { ...outputs.here, height: 1, width: 1 }, 0, w.outputs),
  };
}

/** The row and column of an output pixel, and its window. */
function place({ before, outputs, span, stride }, pixel) {
  const here = { row: Math.floor(pixel / outputs), column: pixel % outputs };
  const corner = { row: here.row * stride - before, column: here.column * stride - before };
  return { here, window: { ...corner, height: span, width: span } };
}

/** The cells that belong to the newest product; `at` is the row in which it stands. */
function newest(shown, w, here) {
  const all = w.kernel ** 2;
  const tap = (shown - 1) % all;
  const [row, column] = [Math.floor(tap / w.kernel), tap % w.kernel];
  return { ...related({ panel: "tap", row, column }, w, here), pixels: [], at: Math.floor((shown - 1) / all) };
}

/** The visible part of a map: all of it, or a page that contains a block of cells. */
function part(w, { row, column, height, width }, low, high) {
  const most = w.size > MOST ? MOST : Infinity; // an input of up to 64 cells is shown whole, padding included
  return {
    rows: geometry.view(row, height, low, high, most),
    columns: geometry.view(column, width, low, high, most),
  };
}

/** The highlighted cells in the panels of a visible row, which has a channel and a depthwise map. */
function litIn({ lit }, row, { channel, map }) {
  const isIn = (wanted, number) => wanted === null || wanted === number;
  const belongs = lit && (lit.at === undefined || lit.at === row) && isIn(lit.channel, channel) && isIn(lit.map, map);
  return belongs ? lit : {};
}

module.exports = { frameOf, litIn };

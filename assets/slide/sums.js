// The sums of both lanes as numbers: products under the window, the share of each channel. No DOM: node can load it.
"use strict";
const { slice } = require("../drawing/dom.js");
const { isPadding, reads } = require("../layer/geometry.js");
const { owner, units } = require("./answer.js");
const { cells } = require("./related.js");

/** What the window at an output pixel reads in a plane, tap by tap; null in the padding. */
function under(plane, w, { row, column }) {
  const inside = ({ row, column }) => !isPadding(row, w) && !isPadding(column, w);
  return cells(reads(row, w), reads(column, w)).map((cell) =>
    inside(cell) ? plane[cell.row * w.size + cell.column] : null
  );
}

/** A window's products with its filter, and their sum. */
function products(values, filter) {
  const all = values.map((x, tap) => (x ?? 0) * filter[tap]);
  return { all, sum: all.reduce((a, b) => a + b, 0) };
}

/** What the terms that are not known must give together; what float32 rounds away is nothing. */
function rest(result, known) {
  const size = known.reduce((size, share) => size + Math.abs(share), Math.abs(result));
  const left = known.reduce((left, share) => left - share, result);
  return Math.abs(left) < 1e-6 * size ? 0 : left;
}

/** The sums of all units of a lane at a pixel: names, terms as [value or null, weight], sums, and pointwise weights. */
function sums(shown, name, pixel) {
  const { w, arrays } = shown;
  const here = { row: Math.floor(pixel / w.outputs), column: pixel % w.outputs };
  const { names, total } = units(shown, name);
  const filters = name === "standard" ? arrays.standard_filter : arrays.depthwise_filters;
  const groups = names.map((of, n) => {
    const { channel } = owner(shown, name, n);
    const read = under(slice(arrays.input, channel - shown.channels.first), w, here);
    const filter = slice(filters, n);
    const { sum } = products(read, filter);
    const weight = name === "standard" ? 1 : arrays.weights.data[n];
    return { of, terms: read.map((x, tap) => [x, filter[tap]]), sum, weight, share: weight * sum };
  });
  const result = arrays[name].data[pixel];
  const shares = groups.map(({ share }) => share);
  return { groups, result, others: total - names.length, rest: rest(result, shares) };
}

module.exports = { products, rest, sums, under };

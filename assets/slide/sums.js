// The sums of both lanes as numbers: the products in the window, and the share of each channel. No DOM: node can load
// it.
"use strict";
const { slice } = require("../drawing/dom.js");
const { isPadding, reads } = require("../layer/geometry.js");
const { owner } = require("./answer.js");
const { cells } = require("./related.js");

/** The values of a plane in the window of an output pixel, tap by tap; null in the padding. */
function windowValues(plane, w, { row, column }) {
  const inside = ({ row, column }) => !isPadding(row, w) && !isPadding(column, w);
  return cells(reads(row, w), reads(column, w)).map((cell) =>
    inside(cell) ? plane[cell.row * w.size + cell.column] : null
  );
}

/** The products of window values and filter, and their sum. */
function products(values, filter) {
  const all = values.map((x, tap) => (x ?? 0) * filter[tap]);
  return { all, sum: all.reduce((a, b) => a + b, 0) };
}

/** The sum of the unknown terms: `result` minus the known ones, or 0 if the difference is within float32 rounding. */
function rest(result, known) {
  const magnitude = known.reduce((total, share) => total + Math.abs(share), Math.abs(result));
  const left = known.reduce((left, share) => left - share, result);
  return Math.abs(left) < 1e-6 * magnitude ? 0 : left;
}

/** The sums of a lane's rows at a pixel: names, terms as [value or null, weight], sums, and pointwise weights. */
function sums(shown, name, pixel) {
  const { w, arrays, channels, maps } = shown;
  const isStandard = name === "standard";
  const here = { row: Math.floor(pixel / w.outputs), column: pixel % w.outputs };
  const rows = maps.names.map((_, n) => ({ n, ...owner(shown, n) })).filter(({ isNew }) => !isStandard || isNew);
  const groups = rows.map(({ n, index }) => {
    const read = windowValues(slice(arrays.input, index), w, here);
    const filter = isStandard ? slice(arrays.standard_filter, index) : slice(arrays.depthwise_filters, n);
    const { sum } = products(read, filter);
    const weight = isStandard ? 1 : arrays.weights.data[n];
    const of = isStandard ? channels.names[index] : maps.names[n];
    return { of, terms: read.map((x, tap) => [x, filter[tap]]), sum, weight, share: weight * sum };
  });
  const result = arrays[name].data[pixel];
  const { total } = isStandard ? channels : maps;
  return { groups, result, others: total - groups.length, rest: rest(result, groups.map(({ share }) => share)) };
}

module.exports = { products, rest, sums, windowValues };

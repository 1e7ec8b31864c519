// Filter values in groups, each value with its name and its code in the setting `edits`. No DOM: node can load it.
"use strict";
const { slice } = require("../drawing/dom.js");

/**
 * A k×k filter as a group: { title, k, data, names, codes }. The codes are those of conv/weights/edits.py and begin
 * with `code`; they are null where the values cannot be changed.
 */
function filter(title, k, data, code) {
  const cells = [...data].map((_, at) => [Math.floor(at / k), at % k]);
  const names = cells.map(([i, j]) => `${title}, row ${i + 1}, column ${j + 1}`);
  return { title, k, data, names, codes: code && cells.map(([i, j]) => `${code}.${i}.${j}`) };
}

/** The filter of depthwise map `n` of an answer, which is map `number` of the layer. */
function ofDepthwise({ arrays }, n, number) {
  return filter("Filter", arrays.filters.shape[1], slice(arrays.filters, n), `d${number}`);
}

/** The pointwise weights of separable output `n` of an answer, which is output `number` of the layer. */
function ofSeparable({ arrays, grids, names }, n, number) {
  const data = arrays.weights.data.subarray(n * names.length, (n + 1) * names.length);
  const codes = names.map((_, q) => `p${number}.${grids.depthwise.first + q}`);
  return { title: "Weights of the depthwise maps", names, codes, data };
}

/** `count` slices of the standard filter of output `number`: one per channel, from channel `from` on. */
function ofStandard({ arrays, names }, number, from, count, changeable) {
  const k = arrays.filter.shape[1];
  return names.slice(from, from + count).map((name, c) => {
    const code = changeable ? `s${number}.${from + c}` : null;
    return filter(name, k, slice(arrays.filter, from + c), code);
  });
}

/** `edits` with one value set; conv/weights/edits.py describes the code. */
function edit(edits, code, number) {
  const others = edits.split("_").filter((other) => other && !other.startsWith(code + "*"));
  // Plain digits, because the code has no exponents: 1e-7 could not be read.
  return [...others, `${code}*${number.toFixed(8).replace(/\.?0+$/, "")}`].join("_");
}

module.exports = { edit, ofDepthwise, ofSeparable, ofStandard };

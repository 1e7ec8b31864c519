// Window positions along one axis; the same for rows and columns. No DOM: node can load it.
"use strict";
const { outputSize, padAmounts } = require("./cost.js");

/** Clamp n to the range from 0 to `most`. */
const clamp = (n, most) => Math.max(0, Math.min(most, n));

/** The window geometry of a layer: the number of outputs, and everything that determines which cells a window reads. */
function windows({ size, kernel, stride, padding, dilation }) {
  const [before, after] = padAmounts(size, kernel, stride, padding, dilation);
  const outputs = outputSize(size, kernel, stride, padding, dilation);
  return { size, outputs, kernel, stride, dilation, before, after, span: dilation * (kernel - 1) + 1 };
}

/** The input cell under each tap of an output's window; cells in the padding are negative or at least `size`. */
const reads = (at, { kernel, stride, dilation, before }) =>
  Array.from({ length: kernel }, (_, tap) => at * stride - before + tap * dilation);

/** The outputs whose window reads an input cell, each with the tap. */
function feeds(cell, { outputs, kernel, stride, dilation, before }) {
  const found = [];
  for (let tap = kernel - 1; tap >= 0; tap--) {
    const at = (cell + before - tap * dilation) / stride;
    if (Number.isInteger(at) && at >= 0 && at < outputs) found.push({ at, tap });
  }
  return found;
}

/** Whether a cell lies in the padding. */
const isPadding = (cell, { size }) => cell < 0 || cell >= size;

/**
 * The visible part of the cells from `low` to before `high`: all, or a page of `most` cells, at least `span`. Pages
 * overlap by `span`, so that the `span` cells from `start` on are always on the same page.
 */
function view(start, span, low, high, most) {
  const count = Math.min(high - low, Math.max(most, span));
  const step = Math.max(1, count - span);
  const page = Math.floor((start - low) / step);
  return { from: Math.min(low + page * step, high - count), count };
}

module.exports = { clamp, feeds, isPadding, reads, view, windows };

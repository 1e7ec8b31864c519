// Where windows lie along one side of an image; rows and columns are alike. No DOM, no Dash: node can load it.
"use strict";
const { outputSize, padAmounts } = require("./cost.js");

/** The whole number from 0 to `most` that is nearest to n. */
const clamp = (n, most) => Math.max(0, Math.min(most, n));

/** The windows of a layer: how many outputs they have, and what it takes to say which cells they read. */
function windows({ size, kernel, stride, padding, dilation }) {
  const [before, after] = padAmounts(size, kernel, stride, padding, dilation);
  const outputs = outputSize(size, kernel, stride, padding, dilation);
  return { size, outputs, kernel, stride, dilation, before, after, span: dilation * (kernel - 1) + 1 };
}

/** The input cells that an output reads, one a tap; those in the padding lie below 0 or from `size` on. */
const reads = (at, { kernel, stride, dilation, before }) =>
  Array.from({ length: kernel }, (_, tap) => at * stride - before + tap * dilation);

/** The outputs that read an input cell, and by which tap. */
function feeds(cell, { outputs, kernel, stride, dilation, before }) {
  const found = [];
  for (let tap = kernel - 1; tap >= 0; tap--) {
    const at = (cell + before - tap * dilation) / stride;
    if (Number.isInteger(at) && at >= 0 && at < outputs) found.push({ at, tap });
  }
  return found;
}

/** Whether a cell that a window reads is none of the image. */
const isPadding = (cell, { size }) => cell < 0 || cell >= size;

/**
 * The part that is shown of the cells from `low` to before `high`: all, or else a page of `most`.
 * Pages overlap by `span`, so that so many cells from `start` on are always on one; where `span` is more, it is shown.
 */
function view(start, span, low, high, most) {
  const count = Math.min(high - low, Math.max(most, span));
  const step = Math.max(1, count - span);
  const page = Math.floor((start - low) / step);
  return { from: Math.min(low + page * step, high - count), count };
}

module.exports = { clamp, feeds, isPadding, reads, view, windows };

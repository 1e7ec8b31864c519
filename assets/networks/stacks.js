// The stacked bars of a chart along the depth of a network. No DOM.
"use strict";
const { count } = require("../drawing/format.js");
const { STAGES, SUMS } = require("./rows.js");

const KINDS = ["standard", "depthwise", "pointwise", "other"]; // in stacking order, from below

const kindOf = (stage) => (KINDS.includes(stage) ? stage : "other");

/**
 * Bars from the sums of each block by stage: { index, block, stage, kind, from, to, text }, with the index of the
 * block; along the depth, and in each block from below.
 */
function bars(sums, figure) {
  const column = 1 + SUMS.indexOf(figure);
  const names = [...new Set(sums.map(([[block]]) => block))];
  const indices = new Map(names.map((block, n) => [block, n]));
  const level = ([[block, stage]]) => indices.get(block) * KINDS.length + KINDS.indexOf(kindOf(stage));
  const inOrder = [...sums].sort((a, b) => level(a) - level(b));
  const heights = names.map(() => 0);
  const stacked = inOrder.map((sum) => {
    const [block, stage] = sum[0];
    const index = indices.get(block);
    const from = heights[index];
    heights[index] += sum[column];
    const text = `${block}, ${(STAGES[stage] || stage).toLowerCase()}: ${count(sum[column])}`;
    return { index, block, stage, kind: kindOf(stage), from, to: heights[index], text };
  });
  const blocks = names.map((name, n) => ({ name, text: `${name}: ${count(heights[n])}` }));
  return { bars: stacked, blocks, ...scale(Math.max(1, ...heights)) };
}

/** Two to five round ticks from 0 on; the last one is at least `highest`. */
function scale(highest) {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => highest <= 4 * factor * power);
  const ticks = Array.from({ length: Math.ceil(highest / step) + 1 }, (_, n) => n * step);
  return { ticks, top: ticks.at(-1) };
}

module.exports = { KINDS, bars, kindOf };

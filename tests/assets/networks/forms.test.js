const { test } = require("node:test");
const assert = require("node:assert/strict");
const { comparison, forms } = require("../../../assets/networks/forms.js");

const NONE = [
  ["standard", 1, 10],
  ["depthwise", 2, 20],
  ["pointwise", 3, 30],
  ["linear", 4, 0],
  ["global pool", 0, 0],
];
const STANDARD = [
  ["standard", 66, 540],
  ["linear", 4, 0],
];
const report = (swap, found) => forms({ view: { swap }, forms: found });

test("a form has the totals of its kinds of layers, in the order in which bars are stacked", () => {
  const [asItIs, standard] = report("none", { none: NONE, standard: STANDARD });
  assert.deepEqual([asItIs.totals, standard.totals], [[10, 60], [70, 540]]);
  const parts = asItIs.parts.map(({ kind, figures }) => [kind, ...figures]);
  assert.deepEqual(parts, [["standard", 1, 10], ["depthwise", 2, 20], ["pointwise", 3, 30], ["other", 4, 0]]);
  assert.deepEqual([asItIs.isShown, standard.isShown], [true, false]);
});

test("the sentence compares what is shown with the other form", () => {
  const both = { none: NONE, standard: STANDARD };
  const said = (swap, found) => comparison(report(swap, found), "MACs");
  assert.equal(said("none", both), "With standard convolutions it would have 7.0× more parameters and 9.0× more MACs.");
  assert.equal(said("standard", both), "As it is, it has 7.0× fewer parameters and 9.0× fewer MACs.");
  assert.equal(said("separable", both), said("none", both)); // there was nothing to swap
  assert.equal(said("none", { none: NONE }), "");
});

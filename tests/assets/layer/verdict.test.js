const { test } = require("node:test");
const assert = require("node:assert/strict");
const { verdict } = require("../../../assets/layer/verdict.js");
const example = require("../example.js");

const labels = { macs: "Products", flops: "Steps" };

const sentences = [
  [{ kernel: 1 }, /^Separable costs more here: a 1×1 kernel is a pointwise step already/],
  [{ filters: 1 }, /^Separable costs more here: the depthwise step alone costs as much as the one standard filter/],
  [{ filters: 2, multiplier: 4 }, /as much as 4 standard filters/],
  [{ filters: 8, kernel: 2, multiplier: 3 }, /D = 3 maps of each channel multiply both steps, and .* is about 1.13\.$/],
  [{ filters: 12, multiplier: 5, bias: true, channels: 1024, size: 8 }, /biases of its own/],
  [{}, /^Fewer Products, but more memory traffic/],
  [{ size: 4, filters: 256, channels: 256 }, /^$/],
  [{ filters: 4, kernel: 2, multiplier: 2 }, /^$/], // both cost the same
];
for (const [changes, sentence] of sentences)
  test(`${JSON.stringify(changes)} gives the sentence ${sentence}`, () =>
    assert.match(verdict({ ...example, ...changes }, labels), sentence));

test("the verdict says that separable costs more exactly if D·(1/N + 1/k²) is above 1", () => {
  for (const filters of [1, 2, 3, 4, 6, 8, 32, 1024])
    for (let kernel = 1; kernel <= 11; kernel++)
      for (const multiplier of [1, 2, 3, 4, 8]) {
        const says = verdict({ ...example, filters, kernel, multiplier }, labels).startsWith("Separable costs more");
        assert.equal(says, multiplier * (1 / filters + 1 / kernel ** 2) > 1 + 1e-12);
      }
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { cost, oneBiasParameters, outputSize, padAmounts, ratio } = require("../../../assets/layer/cost.js");

for (const c of require("../../golden/cost.json")) {
  test(`costs agree with conv/: ${JSON.stringify(c.arguments)}`, () => {
    const { size, filters, kernel, stride = 1, padding = "valid", dilation = 1, multiplier } = c.arguments;
    const sides = [size, size].flat().slice(0, 2);
    assert.deepEqual(sides.map((side) => padAmounts(side, kernel, stride, padding, dilation)), c.pads);
    assert.deepEqual(sides.map((side) => outputSize(side, kernel, stride, padding, dilation)), c.output);
    assert.deepEqual(cost(c.arguments), c.costs);
    assert.equal(oneBiasParameters(c.arguments), c.one_bias);
    assert.equal(ratio(filters, kernel, multiplier), c.ratio);
  });
}

test("with one bias vector, as in Keras, 3 → 32 channels have 155 parameters", () => {
  const layer = { size: 32, channels: 3, filters: 32, kernel: 3 };
  const both = [false, true].map((bias) => cost({ ...layer, bias }).separable.parameters);
  assert.deepEqual([both[0], oneBiasParameters(layer), both[1]], [123, 155, 158]);
});

test("the golden file has kernels that fit and kernels that do not", () => {
  const fits = require("../../golden/cost.json").map((c) => c.costs !== null);
  assert.ok(fits.includes(true) && fits.includes(false));
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { strip } = require("../../../assets/frame/strip.js");

// The worked example of Howard et al., arXiv:1704.04861, section 3.1, on 32×32×3 → 64.
const EXAMPLE = { size: 32, channels: 3, filters: 64, kernel: 3, unit: "macs" };

test("the strip shows the numbers of the worked example", () => {
  assert.deepEqual(strip(EXAMPLE), [
    { standard: "1,728", depthwise: "27", pointwise: "192", separable: "219", ratio: "7.9× fewer" },
    { standard: "1,555,200", depthwise: "24,300", pointwise: "172,800", separable: "197,100", ratio: "7.9× fewer" },
  ]);
});

test("a MAC is two FLOPs, and biases count if they are enabled", () => {
  assert.equal(strip({ ...EXAMPLE, unit: "flops" })[1].standard, "3,110,400");
  assert.equal(strip({ ...EXAMPLE, filters: 32, bias: true })[0].separable, "158");
});

test("the strip says when separable costs more", () => assert.equal(strip({ ...EXAMPLE, kernel: 1 })[0].ratio, "1.02× more"));

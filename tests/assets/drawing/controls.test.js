const { test } = require("node:test");
const assert = require("node:assert/strict");
const { nearest } = require("../../../assets/drawing/controls.js");

test("a number between two stops belongs to the one nearer by ratio", () => {
  const steps = [1, 2, 3, 4, 6, 8, 512, 768, 1024];
  assert.equal(nearest(steps, 4), 3);
  assert.equal(nearest(steps, 700), 7);
  assert.equal(nearest(steps, 5000), 8);
});

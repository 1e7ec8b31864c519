const { test } = require("node:test");
const assert = require("node:assert/strict");
const { plus } = require("../../../assets/slide/terms.js");

test("a sum is written with the signs of its terms", () => {
  assert.equal(plus(["1", "−2", "3"]), "1 − 2 + 3");
  assert.equal(plus(["−1", "0"]), "−1 + 0");
  assert.equal(plus(["−1.5"]), "−1.5");
});

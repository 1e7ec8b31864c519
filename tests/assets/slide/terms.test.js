const { test } = require("node:test");
const assert = require("node:assert/strict");
const { plus, shorten } = require("../../../assets/slide/terms.js");

const range = (count) => Array.from({ length: count }, (_, n) => n);

test("a sum is written with the signs of its terms", () => {
  assert.equal(plus(["1", "−2", "3"]), "1 − 2 + 3");
  assert.equal(plus(["−1", "0"]), "−1 + 0");
  assert.equal(plus(["−1.5"]), "−1.5");
});

test("a single further term is shown instead of counted", () => {
  for (const length of range(12).slice(1))
    for (const most of range(9).slice(1)) {
      const terms = range(length);
      const { shown, more } = shorten(terms, most);
      assert.deepEqual(shown, terms.slice(0, shown.length));
      assert.equal(shown.length + more, length);
      assert.equal(shown.length, length <= most + 1 ? length : most);
    }
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { cell, compare, count, term, value } = require("../../../assets/drawing/format.js");

test("counts have thousands separators", () => assert.equal(count(6366215274496), "6,366,215,274,496"));

test("values have the requested number of digits and a true minus sign", () => {
  assert.equal(value(-0.123456), "−0.1235");
  assert.equal(value(1.5), "1.5");
  assert.equal(value(2 / 3, 7), "0.6666667");
});

test("comparisons say whether the second count is larger or smaller", () => {
  assert.equal(compare(1728, 219), "7.9× fewer");
  assert.equal(compare(3, 12), "4.0× more");
  assert.equal(compare(5, 5), "the same");
  assert.equal(compare(1001, 1000), "1.001× fewer");
  assert.equal(compare(106, 100), "1.06× fewer");
  assert.equal(compare(9996, 100), "100× fewer");
  assert.equal(compare(123456, 1000), "123× fewer");
});

test("values in cells have about four characters, and no zero before the point", () => {
  const texts = [12, -3, 0, 1.5, 0.25, -0.18, 0.3, 0.004, -0.001, 0.996, 9.96, -53.4].map(cell);
  assert.deepEqual(texts, ["12", "−3", "0", "1.5", ".25", "−.18", ".30", ".00", "−.00", "1", "10", "−53"]);
});

test("terms of a sum have three digits, small ones fewer", () => {
  const texts = [-24, 0, 0.4312, -1.268, 0.00123, -0.000257, 12345].map(term);
  assert.deepEqual(texts, ["−24", "0", "0.431", "−1.27", "0.0012", "−2.6e−4", "12300"]);
});

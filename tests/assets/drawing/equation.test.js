const { test } = require("node:test");
const assert = require("node:assert/strict");
const { sign } = require("../../../assets/drawing/equation.js");

test("an equation is exact only if the printed digits are", () => {
  const exact = [
    [[["−1"], ["−24"], ["0"]], "−25"],
    [[["−12", "2"]], "−24"],
    [[["0.1"], ["0.2"]], "0.3"],
    [[["2.6e−4", "3"]], "7.8e−4"],
    [[[".5", "−.5"]], "−0.25"],
    [[["1,000", "2"]], "2000"],
  ];
  for (const [products, result] of exact) assert.equal(sign(products, result), "=", JSON.stringify(products));
  const rounded = [
    [[["−0.0184"], ["−0.0131"], ["−0.00704"]], "−0.0385"],
    [[["0.142", "32", "9"]], "41"],
    [[["1"]], "−1"],
    [[["1e−9"]], "0"],
  ];
  for (const [products, result] of rounded) assert.equal(sign(products, result), "≈", JSON.stringify(products));
});

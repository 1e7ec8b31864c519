const { test } = require("node:test");
const assert = require("node:assert/strict");
const { arrange } = require("../../../assets/slide/sizes.js");

const range = (count) => Array.from({ length: count }, (_, n) => n);

test("units have the largest side at which all fit", () => {
  for (const unit of [{ panels: 3.5, between: 80, caption: 18 }, { panels: 1, between: 0, caption: 0 }])
    for (const count of [1, 2, 3, 5, 6, 8])
      for (const [width, height] of [[900, 260], [600, 600], [340, Infinity], [3000, 800]]) {
        const wide = (across, side) => across * (unit.panels * side + unit.between);
        const high = (across, side) => Math.ceil(count / across) * (side + unit.caption);
        const fits = (...at) => wide(...at) <= width && high(...at) <= height;
        const { across, side } = arrange(count, width, height, unit);
        assert.ok(1 <= across && across <= count && Number.isInteger(side));
        assert.ok(fits(across, side), `${count} of ${side} in ${width}×${height}`);
        assert.ok(!range(count).some((n) => fits(n + 1, side + 1)), `${count} of ${side + 1} in ${width}×${height}`);
      }
});

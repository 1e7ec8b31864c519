const { test } = require("node:test");
const assert = require("node:assert/strict");
const { arrange, choose } = require("../../../assets/slide/sizes.js");

const FIXED = { width: 400, height: 120, panels: 6.6 };

test("windows and outputs are as large as they fit", () => {
  for (const rows of [1, 2, 3])
    for (const [width, height] of [[1000, 450], [1600, 900], [1240, 560], [3000, 700]]) {
      const { side, output } = arrange(rows, { width, height }, FIXED, 40);
      const fits = (side, output) =>
        FIXED.width + FIXED.panels * side <= width && FIXED.height + rows * side + output <= height;
      assert.ok(fits(side, output), `${rows} rows of ${side} and ${output} in ${width}×${height}`);
      assert.ok(output >= Math.floor(1.1 * side));
      assert.ok(!fits(side + 1, 1.1 * (side + 1)));
    }
});

test("on a screen that is too small, panels have their least side", () => {
  assert.deepEqual(arrange(3, { width: 500, height: 200 }, FIXED, 40), { side: 40, output: 44 });
});

test("a page that scrolls has windows of the width that there is, up to a limit", () => {
  const { side, output } = arrange(3, { width: 340, height: Infinity }, { ...FIXED, width: 40, panels: 4 }, 40);
  assert.deepEqual([side, output], [75, 44]);
  assert.equal(arrange(3, { width: 2000, height: Infinity }, FIXED, 40).side, 152);
});

test("so many rows are shown as can be read, or all if none can be", () => {
  const sideOf = { 1: 90, 2: 60, 3: 40 };
  const rows = (readable) => choose(3, 3, readable, (rows) => ({ side: sideOf[rows] }));
  assert.deepEqual([10, 15, 25, 40].map(rows), [3, 2, 1, 3]);
});

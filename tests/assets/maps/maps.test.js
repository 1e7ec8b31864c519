const { test } = require("node:test");
const assert = require("node:assert/strict");
const { agreement, edit, mix, places, point, side, sum } = require("../../../assets/maps/maps.js");

test("figures take the largest side at which all fit", () => {
  const room = { gap: 6, beside: 0, below: 18, least: 40, most: 300 };
  for (const [count, width, height] of [[3, 300, 150], [32, 490, 330], [64, 800, 500], [7, 320, 200]]) {
    const size = side(count, width, height, room);
    const fits = (s) => Math.floor((width + 6) / (s + 6)) * Math.floor((height + 6) / (s + 18 + 6)) >= count;
    assert.ok(fits(size), `${count} of ${size}`);
    assert.ok(!fits(size + 1), `${count} of ${size + 1}`);
  }
  assert.equal(side(64, 100, 100, room), 40);
  assert.equal(side(1, 4000, 4000, room), 300);
});

test("a window's middle points back to its output", () => {
  for (const stride of [1, 2, 3])
    for (const span of [1, 2, 3, 5])
      for (const before of [0, 1, 2]) {
        const window = { stride, before, span };
        const { inputRow, inputColumn } = point("standard", 3, 4, window, 9);
        const back = point("input", inputRow, inputColumn, window, 9);
        assert.deepEqual([back.row, back.column], [3, 4], JSON.stringify(window));
      }
});

test("the window covers exactly the cells that are read", () => {
  const at = point("depthwise", 2, 0, { stride: 2, before: 1, span: 3 }, 9);
  const found = places(at, { stride: 2, before: 1, span: 3 });
  assert.deepEqual([found["window-row"], found["window-column"], found.span], [3, -1, 3]);
  assert.deepEqual([found["input-row"], found["input-column"]], [4, 0]);
});

test("an input pixel beyond the last window belongs to the last output", () =>
  assert.equal(point("input", 31, 31, { stride: 1, before: 0, span: 3 }, 30).row, 29));

test("a mix is told as a sum without the maps that take no part", () => {
  assert.equal(sum(mix([0.5, 0, -1], ["red", "green", "blue"])), "0.5·red − 1·blue");
  assert.equal(sum(mix([-0.25], ["red"])), "− 0.25·red");
  assert.equal(sum(mix([0], ["red"])), "0");
  assert.equal(sum(mix(Array(9).fill(1), [..."abcdefghi"])), "1·a + 1·b + 1·c + 1·d + 1·e + 1·f … and 3 more");
});

test("a value set by hand replaces an earlier one at its place", () => {
  assert.equal(edit("", "d0.1.2", -0.5), "d0.1.2*-0.5");
  assert.equal(edit("d0.1.2*1_p0.0*2", "d0.1.2", 3), "p0.0*2_d0.1.2*3");
  assert.equal(edit("", "p0.0", 1e-7), "p0.0*0.0000001");
  assert.equal(edit("", "p0.0", -20), "p0.0*-20");
  assert.equal(edit("d0.1.2*1", "d0.1.20", 1 / 3), "d0.1.2*1_d0.1.20*0.33333333");
});

test("the largest difference is told in short", () => {
  assert.equal(agreement(1.53e-6), "Both outputs agree to 1.5e−6");
  assert.equal(agreement(0), "Both outputs agree exactly");
});

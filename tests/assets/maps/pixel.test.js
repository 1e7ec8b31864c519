const { test } = require("node:test");
const assert = require("node:assert/strict");
const { inGrid, isInMaps, offset, point, properties } = require("../../../assets/maps/pixel.js");

test("the centre of a window maps back to its output", () => {
  for (const stride of [1, 2, 3])
    for (const span of [1, 2, 3, 5])
      for (const before of [0, 1, 2]) {
        const window = { stride, before, span };
        const { inputRow, inputColumn } = point("standard", 3, 4, window, 9);
        const back = point("input", inputRow, inputColumn, window, 9);
        assert.deepEqual([back.row, back.column], [3, 4], JSON.stringify(window));
      }
});

test("the window covers exactly the cells that the output reads", () => {
  const at = point("depthwise", 2, 0, { stride: 2, before: 1, span: 3 }, 9);
  const found = properties(at, { stride: 2, before: 1, span: 3 });
  assert.deepEqual([found["window-row"], found["window-column"], found.span], [3, -1, 3]);
  assert.deepEqual([found["input-row"], found["input-column"]], [4, 0]);
});

test("an input pixel beyond the last window belongs to the last output", () =>
  assert.equal(point("input", 31, 31, { stride: 1, before: 0, span: 3 }, 30).row, 29));

test("in the input the pixel is the centre of the window, in all other grids the output pixel", () => {
  const at = point("depthwise", 2, 0, { stride: 2, before: 1, span: 3 }, 9);
  assert.deepEqual(inGrid(at, "input", 18), [4, 0]);
  for (const grid of ["depthwise", "separable", "standard"]) assert.deepEqual(inGrid(at, grid, 9), [2, 0]);
  assert.deepEqual(inGrid(null, "input", 9), [4, 4]);
});

test("a pixel in the padding is outside all maps", () => {
  const maps = { shape: [3, 4, 5] };
  assert.deepEqual([[0, 0], [3, 4]].map((one) => isInMaps(one, maps)), [true, true]);
  assert.deepEqual([[-1, 0], [0, -1], [4, 0], [0, 5]].map((one) => isInMaps(one, maps)), Array(4).fill(false));
});

test("offsets in a tile count its cells row by row from its corner", () => {
  const tile = { shape: [3, 2, 4] };
  assert.deepEqual([[10, 20], [10, 23], [11, 20]].map((one) => offset(one, [10, 20], tile)), [0, 3, 4]);
  assert.deepEqual([[9, 20], [12, 20], [10, 24]].map((one) => offset(one, [10, 20], tile)), [null, null, null]);
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { windows } = require("../../../assets/layer/geometry.js");
const { frameOf, litIn } = require("../../../assets/slide/frame.js");

const LAYER = { size: 8, kernel: 3, stride: 2, padding: "same", dilation: 1 }; // 4 × 4 outputs, padding at the end only
const NOW = { pixel: 14, maps: 15, done: 15 }; // row 3, column 2

test("the window covers the cells that the pixel reads", () => {
  const { here, window } = frameOf(windows(LAYER), NOW, Infinity, 3, null);
  assert.deepEqual(here, { row: 3, column: 2 });
  assert.deepEqual(window, { row: 6, column: 4, height: 3, width: 3 });
  const dilated = { ...LAYER, padding: 2, dilation: 2, stride: 1 };
  assert.deepEqual(frameOf(windows(dilated), { ...NOW, pixel: 0 }, Infinity, 3, null).window, {
    row: -2,
    column: -2,
    height: 5,
    width: 5,
  });
});

test("a row is summed once its products are shown, and the pixel is finished once all sums are added", () => {
  const w = windows(LAYER);
  const [some, all, whole] = [14, 27, 28].map((products) => frameOf(w, NOW, products, 3, null));
  assert.deepEqual([0, 1, 2].map(some.taps), [9, 5, 0]);
  assert.deepEqual([0, 1, 2].map(some.isSummed), [true, false, false]);
  assert.deepEqual([0, 1, 2].map(some.maps), [15, 14, 14]);
  assert.deepEqual([some, all, whole].map(({ whole, done }) => [whole, done]), [[false, 14], [false, 14], [true, 15]]);
  assert.deepEqual([some.lit.at, some.lit.taps, some.lit.input], [1, [{ row: 1, column: 1 }], [{ row: 7, column: 5 }]]);
  assert.deepEqual([some.lit.pixels, whole.lit], [[], null]);
  assert.equal(frameOf(w, { ...NOW, maps: 16, alone: "pointwise" }, 5, 3, null).maps(0), 16); // the other step is over
});

test("everything belongs to the output under the pointer; what is finished stays as it is", () => {
  const frame = frameOf(windows(LAYER), NOW, 5, 3, { panel: "standard", row: 0, column: 1 });
  assert.deepEqual([frame.pixel, frame.here, frame.window.column], [1, { row: 0, column: 1 }, 2]);
  assert.deepEqual([frame.whole, frame.taps(2), frame.done, frame.maps(0)], [true, 9, 15, 15]);
});

test("a small map is shown whole, with its padding, and 64 rows and columns of a large one", () => {
  const small = frameOf(windows(LAYER), NOW, Infinity, 3, null);
  assert.deepEqual(small.inputs, { rows: { from: 0, count: 9 }, columns: { from: 0, count: 9 } });
  assert.deepEqual(small.outputs, { rows: { from: 0, count: 4 }, columns: { from: 0, count: 4 } });
  const large = windows({ ...LAYER, size: 200, stride: 1 });
  const { inputs, window } = frameOf(large, { ...NOW, pixel: 100 * 200 + 150 }, Infinity, 3, null);
  assert.deepEqual([inputs.rows.count, inputs.columns.count], [64, 64]);
  for (const [part, first] of [[inputs.rows, window.row], [inputs.columns, window.column]])
    assert.ok(part.from <= first && first + 3 <= part.from + part.count);
});

test("a cell is highlighted in its channel only and, if it belongs to one map, in that map only", () => {
  const w = windows(LAYER);
  const lit = (spot) => {
    const frame = frameOf(w, NOW, Infinity, 3, { row: 0, column: 0, ...spot });
    return ROWS.map((of, n) => litIn(frame, n, of).taps !== undefined);
  };
  const ROWS = [{ channel: 0, map: 0 }, { channel: 0, map: 1 }, { channel: 1, map: 2 }];
  assert.deepEqual(lit({ panel: "input", channel: 0, map: null }), [true, true, false]);
  assert.deepEqual(lit({ panel: "tap", channel: 0, map: 1 }), [false, true, false]);
  assert.deepEqual(lit({ panel: "standard" }), [true, true, true]);
  const newest = frameOf(w, NOW, 12, 3, null);
  assert.deepEqual(ROWS.map((of, n) => litIn(newest, n, of).taps !== undefined), [false, true, false]);
});

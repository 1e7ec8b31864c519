const { test } = require("node:test");
const assert = require("node:assert/strict");
const { windows } = require("../../../assets/layer/geometry.js");
const { frameOf, litIn } = require("../../../assets/slide/frame.js");

const LAYER = { size: 8, kernel: 3, stride: 2, padding: "same", dilation: 1 }; // 4 × 4 outputs, padding at the end only
const NOW = { pixel: 14, maps: 15, done: 15 }; // row 3, column 2

test("the window covers the cells that the pixel reads", () => {
  const { here, window } = frameOf(windows(LAYER), NOW, 9, null);
  assert.deepEqual(here, { row: 3, column: 2 });
  assert.deepEqual(window, { row: 6, column: 4, height: 3, width: 3 });
  const dilated = { ...LAYER, padding: 2, dilation: 2, stride: 1 };
  assert.deepEqual(frameOf(windows(dilated), { ...NOW, pixel: 0 }, 9, null).window, {
    row: -2,
    column: -2,
    height: 5,
    width: 5,
  });
});

test("a pixel is finished once all products of its window are shown; until then the next one is highlighted", () => {
  const w = windows(LAYER);
  const [half, whole] = [5, 9].map((taps) => frameOf(w, NOW, taps, null));
  assert.deepEqual([half.summed, half.maps, half.done], [false, 14, 14]);
  assert.deepEqual([half.lit.taps, half.lit.input], [[{ row: 1, column: 2 }], [{ row: 7, column: 6 }]]);
  assert.deepEqual([half.lit.pixels, half.lit.weight], [[], []]);
  assert.deepEqual([whole.summed, whole.maps, whole.done, whole.lit], [true, 15, 15, null]);
  assert.equal(frameOf(w, { ...NOW, maps: 16, alone: "pointwise" }, 5, null).maps, 16); // the other step is over
});

test("a small map is shown whole, with its padding, and 64 rows and columns of a large one", () => {
  const small = frameOf(windows(LAYER), NOW, 9, null);
  assert.deepEqual(small.inputs, { rows: { from: 0, count: 9 }, columns: { from: 0, count: 9 } });
  assert.deepEqual(small.outputs, { rows: { from: 0, count: 4 }, columns: { from: 0, count: 4 } });
  const large = windows({ ...LAYER, size: 200, stride: 1 });
  const { inputs, window } = frameOf(large, { ...NOW, pixel: 100 * 200 + 150 }, 9, null);
  assert.deepEqual([inputs.rows.count, inputs.columns.count], [64, 64]);
  for (const [part, first] of [[inputs.rows, window.row], [inputs.columns, window.column]])
    assert.ok(part.from <= first && first + 3 <= part.from + part.count);
});

test("a cell is highlighted in its channel only and, if it belongs to one map, in that map only", () => {
  const w = windows(LAYER);
  const lit = (spot) => (of) => litIn(frameOf(w, NOW, 9, { row: 0, column: 0, ...spot }), of).taps !== undefined;
  const standard = [{ channel: 0 }, { channel: 1 }];
  const separable = [{ channel: 0, map: 0 }, { channel: 0, map: 1 }, { channel: 1, map: 2 }];
  assert.deepEqual(standard.map(lit({ panel: "input", channel: 1 })), [false, true]);
  assert.deepEqual(separable.map(lit({ panel: "input", channel: 0 })), [true, true, false]);
  assert.deepEqual(separable.map(lit({ panel: "filter", channel: 0, map: 1 })), [false, true, false]);
  assert.deepEqual(separable.map(lit({ panel: "standard" })), [true, true, true]);
});

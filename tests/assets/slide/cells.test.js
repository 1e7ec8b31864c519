const { test } = require("node:test");
const assert = require("node:assert/strict");
const { outputSize, padAmounts } = require("../../../assets/layer/cost.js");
const { focus, related } = require("../../../assets/slide/related.js");
const sums = require("../../../assets/slide/sums.js");
const { windows } = require("../../../assets/layer/geometry.js");

const range = (count) => Array.from({ length: count }, (_, n) => n);
const side = ({ size, kernel, stride, padding, dilation }) => outputSize(size, kernel, stride, padding, dilation);
const WINDOWS = [
  { size: 6, kernel: 3, stride: 1, padding: "valid", dilation: 1 },
  { size: 6, kernel: 3, stride: 1, padding: "same", dilation: 1 },
  { size: 5, kernel: 4, stride: 1, padding: "same", dilation: 1 },
  { size: 8, kernel: 2, stride: 3, padding: "same", dilation: 1 },
  { size: 9, kernel: 3, stride: 2, padding: 3, dilation: 2 },
  { size: 8, kernel: 2, stride: 3, padding: "valid", dilation: 3 },
  { size: 4, kernel: 1, stride: 4, padding: "valid", dilation: 1 },
];

/** Every product of a layer: its output pixel, its tap, and the input cell that it reads. */
function products(layer) {
  const { size, kernel, stride, padding, dilation } = layer;
  const [before] = padAmounts(size, kernel, stride, padding, dilation);
  const pairs = (n) => range(n).flatMap((row) => range(n).map((column) => ({ row, column })));
  return pairs(side(layer)).flatMap((pixel) =>
    pairs(kernel).map((tap) => {
      const along = (name) => pixel[name] * stride + tap[name] * dilation - before;
      return { pixel, tap, cell: { row: along("row"), column: along("column") } };
    })
  );
}

/** Expand rectangles and cells, which must not overlap, to a sorted list of cells. */
function expand(list) {
  const all = list.flatMap(({ row, column, height = 1, width = 1 }) =>
    range(height).flatMap((down) => range(width).map((right) => `${row + down},${column + right}`))
  );
  assert.equal(new Set(all).size, all.length, "each cell once");
  return all.sort();
}
const unique = (list) => expand([...new Map(list.map((one) => [`${one.row},${one.column}`, one])).values()]);
const same = (a, b) => a.row === b.row && a.column === b.column;

for (const layer of WINDOWS)
  test(`related cells agree with a brute-force list of products: ${JSON.stringify(layer)}`, () => {
    const [w, all] = [windows(layer), products(layer)];
    const check = (spot, here, input, taps, pixels) => {
      const found = related(spot, w, here);
      const lists = [found.input, found.taps, found.pixels].map(expand);
      assert.deepEqual(lists, [unique(input), unique(taps), unique(pixels)], JSON.stringify({ spot, here }));
    };
    const last = w.outputs - 1;
    const [first, ...others] = [[0, last], [last, 0], [last >> 1, last >> 2]].map(([row, column]) => ({ row, column }));
    for (const here of [first, ...others]) {
      const now = all.filter(({ pixel }) => same(pixel, here));
      for (let row = -w.before; row < w.size + w.after; row++)
        for (let column = -w.before; column < w.size + w.after; column++) {
          const reading = all.filter(({ cell }) => same(cell, { row, column }));
          const taps = reading.filter(({ pixel }) => same(pixel, here)).map(({ tap }) => tap);
          const pixels = reading.map(({ pixel }) => pixel);
          check({ panel: "input", row, column, channel: 1 }, here, [{ row, column }], taps, pixels);
        }
      for (const { tap, cell } of now) check({ panel: "tap", ...tap, channel: 1 }, here, [cell], [tap], [here]);
    }
    for (const pixel of range(w.outputs ** 2).map((n) => ({ row: Math.floor(n / w.outputs), column: n % w.outputs }))) {
      const making = all.filter((one) => same(one.pixel, pixel));
      for (const panel of ["depthwise", "standard", "separable"])
        check({ panel, ...pixel }, first, making.map(({ cell }) => cell), making.map(({ tap }) => tap), [pixel]);
    }
  });

test("related cells are in the channel and map under the pointer; an output relates to all", () => {
  const w = windows(WINDOWS[0]);
  const owner = (spot) => {
    const { channel, map } = related({ row: 0, column: 0, ...spot }, w, { row: 0, column: 0 });
    return [channel, map];
  };
  assert.deepEqual(owner({ panel: "input", channel: 2, map: null }), [2, null]);
  assert.deepEqual(owner({ panel: "depthwise", channel: 2, map: 5 }), [2, 5]);
  assert.deepEqual(owner({ panel: "separable" }), [null, null]);
});

test("all numbers speak of the output under the pointer, or of the window that is centred nearest to an input cell", () => {
  for (const layer of WINDOWS) {
    const [w, all] = [windows(layer), products(layer)];
    const last = w.outputs ** 2 - 1;
    for (const panel of ["depthwise", "standard", "separable", "difference"])
      assert.equal(focus({ panel, row: w.outputs - 1, column: 0 }, w, 0), last - w.outputs + 1);
    assert.deepEqual([focus({ panel: "tap", row: 0, column: 0 }, w, last), focus(null, w, last)], [last, last]);
    for (let row = 0; row < w.size; row++) {
      const spot = { panel: "input", row, column: 0 };
      const pixel = focus(spot, w, last);
      const middle = (at) => {
        const rows = all.filter((one) => one.pixel.row === at && one.pixel.column === 0).map(({ cell }) => cell.row);
        return (Math.min(...rows) + Math.max(...rows)) / 2;
      };
      const distances = range(w.outputs).map((at) => Math.abs(middle(at) - row));
      assert.equal(distances[Math.floor(pixel / w.outputs)], Math.min(...distances), JSON.stringify({ layer, row }));
    }
  }
});

test("consecutive cells are one rectangle", () => {
  const spot = { panel: "standard", row: 1, column: 2 };
  const { input, pixels } = related(spot, windows(WINDOWS[0]), { row: 0, column: 0 });
  assert.deepEqual(input, [{ row: 1, column: 2, height: 3, width: 3 }]);
  assert.deepEqual(pixels, [{ row: 1, column: 2 }]);
});

test("a window reads its cells in the order of the taps, and null in the padding", () => {
  for (const layer of WINDOWS) {
    const plane = Float32Array.from({ length: layer.size ** 2 }, (_, n) => n + 1);
    const inside = (n) => n >= 0 && n < layer.size;
    for (const row of range(side(layer)))
      for (const column of range(side(layer))) {
        const made = products(layer).filter(({ pixel }) => same(pixel, { row, column }));
        const value = ({ row, column }) => (inside(row) && inside(column) ? row * layer.size + column + 1 : null);
        const expected = made.map(({ cell }) => value(cell));
        assert.deepEqual(sums.windowValues(plane, windows(layer), { row, column }), expected);
      }
  }
});

test("padding counts as 0 in the products", () => {
  assert.deepEqual(sums.products([null, 2, -3], [5, 0.5, 4]), { all: [0, 1, -12], sum: -11 });
});

test("the rest is the result minus the known terms", () => {
  assert.equal(sums.rest(10, [1, 2, 3]), 4);
  assert.equal(sums.rest(-1, [0.5]), -1.5);
  assert.equal(sums.rest(Math.fround(0.3), [0.1, 0.2]), 0);
  assert.equal(sums.rest(0, []), 0);
  assert.notEqual(sums.rest(0.3001, [0.1, 0.2]), 0);
});

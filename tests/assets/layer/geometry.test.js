const { test } = require("node:test");
const assert = require("node:assert/strict");
const { feeds, isPadding, reads, view, windows } = require("../../../assets/layer/geometry.js");

/** The integers from `low` to before `high`. */
const range = (low, high) => Array.from({ length: high - low }, (_, n) => low + n);

for (const c of require("../../golden/windows.json")) {
  const w = windows(c.arguments);
  const [before, after] = c.pads;
  const { size, kernel, stride, dilation } = c.arguments;

  test(`window positions agree with conv/: ${JSON.stringify(c.arguments)}`, () => {
    const span = c.reads[0].at(-1) - c.reads[0][0] + 1;
    assert.deepEqual(w, { size, outputs: c.reads.length, kernel, stride, dilation, before, after, span });
    assert.deepEqual(c.reads.map((_, at) => reads(at, w)), c.reads);
    const found = range(-before, size + after).map((cell) => feeds(cell, w).map(({ at, tap }) => [at, tap]));
    assert.deepEqual(found, c.feeds);
  });
}

test("cells outside the image are padding", () => {
  const w = windows({ size: 4, kernel: 3, stride: 1, padding: 2, dilation: 1 });
  assert.deepEqual(range(-2, 6).filter((cell) => isPadding(cell, w)), [-2, -1, 4, 5]);
});

test("a cell that no window reads feeds nothing", () => {
  const w = windows({ size: 8, kernel: 2, stride: 4, padding: "valid", dilation: 1 });
  assert.deepEqual([2, 3, 6, 7, -1, 8].flatMap((cell) => feeds(cell, w)), []);
});

/** Every row of up to 24 cells, some of them padding, with the views of every span at every start. */
function* rows() {
  for (const low of [0, -1, -5])
    for (let length = 1; length <= 24; length++)
      for (const most of [1, 2, 5, 8, 16])
        for (let span = 1; span <= Math.min(length, 11); span++) {
          const starts = range(low, low + length - span + 1);
          const high = low + length;
          yield { low, high, most, span, starts, views: starts.map((start) => view(start, span, low, high, most)) };
        }
}

test("a row that fits is shown whole", () => {
  for (const { low, high, most, views } of rows())
    if (high - low <= most) for (const found of views) assert.deepEqual(found, { from: low, count: high - low });
});

test("a span is always completely in view, and the view within the row", () => {
  for (const { low, high, most, span, starts, views } of rows())
    views.forEach(({ from, count }, n) => {
      assert.ok(low <= from && from + count <= high);
      assert.ok(from <= starts[n] && starts[n] + span <= from + count);
      assert.equal(count, Math.min(high - low, Math.max(most, span)));
    });
});

test("pages follow each other without gaps, and the last one ends with the row", () => {
  for (const { low, high, most, span, views } of rows()) {
    const pages = [...new Set(views.map(({ from }) => from))];
    const step = Math.max(1, most - span);
    pages.forEach((from, n) => assert.equal(from, Math.min(low + n * step, high - views[0].count)));
    assert.equal(views.at(-1).from + views.at(-1).count, high);
  }
});

test("pages of 13 cells overlap by a window of 3", () => {
  assert.deepEqual([0, 9, 10, 19, 20].map((start) => view(start, 3, 0, 32, 13).from), [0, 0, 10, 10, 19]);
  assert.deepEqual(view(-2, 5, -2, 40, 16), { from: -2, count: 16 });
});

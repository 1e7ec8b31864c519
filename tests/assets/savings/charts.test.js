const { test } = require("node:test");
const assert = require("node:assert/strict");
const { axes, bars, data, frame, update } = require("../../../assets/savings/charts.js");
const { ratio } = require("../../../assets/layer/cost.js");
const example = require("../example.js");

test("bars are shares of the longer one, which has length 1", () => {
  const shares = (name) => bars(example, name).map(({ share }) => share);
  assert.deepEqual(shares("parameters"), [1, 27 / 1728, 192 / 1728]);
  assert.deepEqual(bars(example, "parameters")[1], { stage: "depthwise", share: 27 / 1728, text: "depthwise: 27" });
  assert.equal(shares("bytes_moved")[1] + shares("bytes_moved")[2], 1);
  assert.equal(bars({ ...example, unit: "flops" }, "work")[0].text, "standard: 3,110,400");
});

test("curves keep their gaps and their constants; the point lies on the current curve", () => {
  const quiet = { x: [1, 64, null, 1, 64, null], customdata: [1, 1, 1, 3, 3, 3] };
  const names = { x: [64, 64], customdata: [1, 3] };
  const [stays, ends, current, point] = data("filters", [quiet, names, { x: [1, 64] }], example);
  assert.deepEqual(stays.y, [1 / ratio(1, 1), 1 / ratio(64, 1), null, 1 / ratio(1, 3), 1 / ratio(64, 3), null]);
  assert.deepEqual(ends.y, [stays.y[1], stays.y[4]]);
  assert.deepEqual(point, { x: [64], y: [current.y[1]] });
});

test("along the other axis N is constant", () => {
  const [stays] = data("kernel", [{ x: [1, 3], customdata: [64, 64] }, { x: [], customdata: [] }, { x: [] }], example);
  assert.deepEqual(stays.y, [1 / ratio(64, 1), 1 / ratio(64, 3)]);
});

test("tiles are positive where the separable form costs less", () => {
  const [{ z, text }] = data("tiles", [{ meta: { filters: [1, 64], kernels: [1, 3] } }], example);
  assert.deepEqual(z.map((row) => row.map(Math.sign)), [[-1, -1], [-1, 1]]);
  assert.equal(text[1][1], "7.89×");
});

for (const multiplier of [1, 2, 8])
  test(`both forms cost the same along the break-even line for D = ${multiplier}`, () => {
    const [{ x, y }] = data("line", [{ meta: { top: 12, right: 1024 } }], { ...example, multiplier });
    x.forEach((n, i) => assert.ok(Math.abs(multiplier * (1 / n + 1 / y[i] ** 2) - 1) < 1e-9));
    assert.deepEqual([y[0], x.at(-1)].map((value) => +value.toFixed(9)), [12, 1024]);
  });

test("the axis of a saving chart starts at the smallest saving; other axes do not change", () => {
  assert.deepEqual(axes({ meta: { least: 0.8 } }, 8), { "yaxis.range[0]": -1 });
  assert.deepEqual(axes({}, 8), {});
});

test("only changed traces are drawn", () => {
  const change = frame([{ y: [1] }, { y: [2] }, { x: [3] }], [{ y: [1] }, { y: [5] }, { x: [4] }]);
  assert.deepEqual(change, { data: [{ y: [5] }, { x: [4] }], traces: [1, 2] });
  assert.deepEqual(update(change), [{ y: [[5], undefined], x: [undefined, [4]] }, [1, 2]]);
});

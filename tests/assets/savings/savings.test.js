const { test } = require("node:test");
const assert = require("node:assert/strict");
const { axes, data, frame, texts, update } = require("../../../assets/savings/savings.js");
const { ratio } = require("../../../assets/layer/cost.js");

const example = {
  size: 32,
  channels: 3,
  filters: 64,
  kernel: 3,
  stride: 1,
  padding: "valid",
  dilation: 1,
  multiplier: 1,
  bias: false,
  unit: "macs",
};
const labels = { macs: "Products", flops: "Steps" };

test("FLOPs are two a MAC in every place of the work", () => {
  const said = texts({ ...example, unit: "flops" }, labels);
  assert.deepEqual([said.unit, said["standard.work"], said["standard.macs"]], ["Steps", "3,110,400", "1,555,200"]);
});

test("the textbook layer is written out to the digit", () => {
  const said = texts(example, labels);
  const wanted = {
    "standard.parameters": "1,728",
    "separable.work": "197,100",
    "separable.adds": "136,800",
    "standard.intensity": "12.46",
    "separable.intensity": "1.49",
    "quotient.macs": "7.89",
    "quotient.intermediate_elements": "",
    kernel: "3²",
    pixels: "30²",
    ratio: "0.127",
    most: "9",
    now: "7.89×",
  };
  for (const [name, text] of Object.entries(wanted)) assert.equal(said[name], text, name);
});

test("bars are shares of the longer one, the pointwise part behind the depthwise part", () => {
  const [parts, labels] = data("parameters", [], example);
  assert.deepEqual(parts, { x: [1, 27 / 1728, 192 / 1728], base: [0, 0, 27 / 1728], customdata: [1728, 27, 192] });
  assert.deepEqual(labels.text, ["Standard  1,728", "Depthwise + pointwise  219"]);
  const [traffic] = data("bytes_moved", [], example);
  assert.equal(traffic.x[1] + traffic.x[2], 1);
});

test("curves keep their gaps and what is constant; the point lies on the current curve", () => {
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

test("tiles are above 0 where separable saves", () => {
  const [{ z, text }] = data("tiles", [{ meta: { filters: [1, 64], kernels: [1, 3] } }], example);
  assert.deepEqual(z.map((row) => row.map(Math.sign)), [[-1, -1], [-1, 1]]);
  assert.equal(text[1][1], "7.89×");
});

for (const multiplier of [1, 2, 8])
  test(`both forms cost the same along the line for D = ${multiplier}`, () => {
    const [{ x, y }] = data("line", [{ meta: { top: 12, right: 1024 } }], { ...example, multiplier });
    x.forEach((n, i) => assert.ok(Math.abs(multiplier * (1 / n + 1 / y[i] ** 2) - 1) < 1e-9));
    assert.deepEqual([y[0], x.at(-1)].map((value) => +value.toFixed(9)), [12, 1024]);
  });

test("the axis of a saving chart begins lower by as much as D lowers the savings; others have none to move", () => {
  assert.deepEqual(axes({ meta: { least: 0.8 } }, 8), { "yaxis.range[0]": -1 });
  assert.deepEqual(axes({}, 8), {});
});

test("only what changed is drawn", () => {
  const change = frame([{ y: [1] }, { y: [2] }, { x: [3] }], [{ y: [1] }, { y: [5] }, { x: [4] }]);
  assert.deepEqual(change, { data: [{ y: [5] }, { x: [4] }], traces: [1, 2] });
  assert.deepEqual(update(change), [{ y: [[5], undefined], x: [undefined, [4]] }, [1, 2]]);
});


const { test } = require("node:test");
const assert = require("node:assert/strict");
const { changed, fits, isTooLong, query, shortQuery } = require("../../../assets/layer/settings.js");

const SCHEMA = {
  size: { default: 64, low: 4, high: 224 },
  channels: { default: 3, low: 1, high: 1024 },
  kernel: { default: 3, low: 1, high: 11 },
  filters: { default: 32, low: 1, high: 1024 },
  stride: { default: 1, low: 1, high: 4 },
  padding: { default: "valid" },
  dilation: { default: 1, low: 1, high: 4 },
  multiplier: { default: 1, low: 1, high: 8 },
  bias: { default: false },
  depthwise: { default: "mix" },
  edits: { default: "", longest: 2000, unshared: "unshared" },
};
const START = Object.fromEntries(Object.entries(SCHEMA).map(([name, field]) => [name, field.default]));

test("a new preset discards only the edited values of its filters", () => {
  const before = { ...START, edits: "d0.0.0*1_p0.0*2_s0.0.0.0*3" };
  assert.equal(changed(before, { depthwise: "box" }).edits, "p0.0*2_s0.0.0.0*3");
  assert.deepEqual(changed(before, { size: 5 }), { ...before, size: 5 });
});

test("settings fit if all numbers are within limits and the kernel fits the padded input", () => {
  assert.ok(fits(START, SCHEMA));
  assert.ok(fits({ ...START, size: 4, kernel: 4 }, SCHEMA));
  assert.ok(!fits({ ...START, size: 4, kernel: 5 }, SCHEMA));
  assert.ok(fits({ ...START, size: 4, kernel: 5, padding: "same" }, SCHEMA));
  for (const size of [3, 225, 4.5, "", "x", undefined]) assert.ok(!fits({ ...START, size }, SCHEMA), String(size));
});

test("a query string contains values that differ from the defaults", () => {
  assert.equal(query(START, SCHEMA), "size=64"); // an empty one would be the first example
  assert.equal(query({ ...START, filters: 64, bias: true, edits: "d0.1.2*-0.5" }, SCHEMA), "filters=64&bias=true&edits=d0.1.2*-0.5");
});

test("a short query string stays under 2,000 characters, and says that it omits edits", () => {
  const few = { ...START, edits: Array(150).fill("d0.1.2*-0.5").join("_") };
  const many = { ...START, filters: 64, edits: Array(200).fill("d0.1.2*-0.5").join("_") };
  assert.equal(shortQuery(few, SCHEMA), query(few, SCHEMA));
  assert.equal(shortQuery(many, SCHEMA), "filters=64&edits=unshared");
  assert.deepEqual([few, many].map((one) => isTooLong(one, SCHEMA)), [false, true]);
});

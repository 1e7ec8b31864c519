const { test } = require("node:test");
const assert = require("node:assert/strict");
const { edit, ofDepthwise, ofSeparable, ofStandard } = require("../../../assets/maps/groups.js");

test("an edited value replaces an earlier one with the same code", () => {
  assert.equal(edit("", "d0.1.2", -0.5), "d0.1.2*-0.5");
  assert.equal(edit("d0.1.2*1_p0.0*2", "d0.1.2", 3), "p0.0*2_d0.1.2*3");
  assert.equal(edit("", "p0.0", 1e-7), "p0.0*0.0000001");
  assert.equal(edit("", "p0.0", -20), "p0.0*-20");
  assert.equal(edit("d0.1.2*1", "d0.1.20", 1 / 3), "d0.1.2*1_d0.1.20*0.33333333");
});

test("a depthwise map has one filter, with names and codes by row and column", () => {
  const filters = { data: Float32Array.from({ length: 8 }, (_, n) => n), shape: [2, 2, 2] };
  const { title, k, data, names, codes } = ofDepthwise({ arrays: { filters } }, 1, 65);
  assert.deepEqual([title, k, [...data]], ["Filter", 2, [4, 5, 6, 7]]);
  assert.equal(names[1], "Filter, row 1, column 2");
  assert.deepEqual(codes, ["d65.0.0", "d65.0.1", "d65.1.0", "d65.1.1"]);
});

test("a separable output has one weight per visible depthwise map, with a code by its number", () => {
  const weights = { data: Float32Array.from([1, 2, 3, 4, 5, 6]), shape: [2, 3] };
  const shown = { arrays: { weights }, grids: { depthwise: { first: 64 } }, names: ["a", "b", "c"] };
  const { names, codes, data, k } = ofSeparable(shown, 1, 9);
  assert.deepEqual([names, [...data], k], [["a", "b", "c"], [4, 5, 6], undefined]);
  assert.deepEqual(codes, ["p9.64", "p9.65", "p9.66"]);
});

test("a standard output has one slice per channel, with codes only if it can be edited", () => {
  const filter = { data: Float32Array.from({ length: 12 }, (_, n) => n), shape: [3, 2, 2] };
  const answer = { arrays: { filter }, names: ["red", "green", "blue"] };
  const slices = ofStandard(answer, 7, 1, 4, true);
  assert.deepEqual(slices.map(({ title, data }) => [title, data[0]]), [["green", 4], ["blue", 8]]);
  assert.equal(slices[1].codes[2], "s7.2.1.0");
  assert.equal(ofStandard(answer, 7, 1, 4, false)[0].codes, null);
});

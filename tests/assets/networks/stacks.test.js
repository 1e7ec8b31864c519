const { test } = require("node:test");
const assert = require("node:assert/strict");
const { bars } = require("../../../assets/networks/stacks.js");

test("bars of a block are stacked, depthwise below pointwise, with blocks in the order of the data", () => {
  const sums = [
    [["Conv", "standard"], 1, 30],
    [["Pair", "pointwise"], 3, 60],
    [["Pair", "depthwise"], 2, 10],
    [["Head", "linear"], 4, 0],
  ];
  const { bars: drawn, blocks, top, ticks } = bars(sums, "work");
  assert.deepEqual(
    drawn.map(({ index, kind, from, to }) => [index, kind, from, to]),
    [
      [0, "standard", 0, 30],
      [1, "depthwise", 0, 10],
      [1, "pointwise", 10, 70],
      [2, "other", 0, 0],
    ]
  );
  assert.deepEqual([top, ticks], [80, [0, 20, 40, 60, 80]]);
  assert.equal(drawn[2].text, "Pair, pointwise: 60");
  assert.deepEqual([drawn[2].block, drawn[2].stage, drawn[3].stage], ["Pair", "pointwise", "linear"]);
  assert.deepEqual(blocks[1], { name: "Pair", text: "Pair: 70" });
  assert.equal(bars(sums, "parameters").top, 6);
});

test("ticks are few and round for any height, and the last one is above it", () => {
  for (const highest of [1, 3, 9, 10, 99, 1e3, 54_000_000, 8.9e9]) {
    const { ticks, top } = bars([[["a", "standard"], 0, highest]], "work");
    assert.ok(ticks.length >= 3 && ticks.length <= 5, `${highest}: ${ticks}`);
    assert.ok(highest <= top && top < 2 * highest, `${highest}: ${top}`);
  }
  assert.equal(bars([[["a", "relu"], 0, 0]], "work").top, 1);
});

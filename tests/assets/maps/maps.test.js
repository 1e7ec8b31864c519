const { test } = require("node:test");
const assert = require("node:assert/strict");
const { agreement, mix, side, sum } = require("../../../assets/maps/maps.js");

test("figures have the largest side at which all fit", () => {
  const room = { gap: 6, beside: 0, below: 18, least: 40, most: 300 };
  for (const [count, width, height] of [[3, 300, 150], [32, 490, 330], [64, 800, 500], [7, 320, 200]]) {
    const size = side(count, width, height, room);
    const fits = (s) => Math.floor((width + 6) / (s + 6)) * Math.floor((height + 6) / (s + 18 + 6)) >= count;
    assert.ok(fits(size), `${count} of ${size}`);
    assert.ok(!fits(size + 1), `${count} of ${size + 1}`);
  }
  assert.equal(side(64, 100, 100, room), 40);
  assert.equal(side(1, 4000, 4000, room), 300);
});

test("a mix is written as a sum without the maps of weight 0", () => {
  assert.equal(sum(mix([0.5, 0, -1], ["red", "green", "blue"])), "= 0.5 × depthwise red − 1 × depthwise blue");
  assert.equal(sum(mix([-0.25], ["red"])), "= − 0.25 × depthwise red");
  assert.equal(sum(mix([0], ["red"])), "= 0");
  assert.equal(sum(mix(Float32Array.of(0.1), ["red"])), "= 0.1 × depthwise red");
  assert.equal(sum(mix(Float32Array.of(1 / 3), ["red"])), "≈ 0.3333 × depthwise red");
  assert.equal(sum(mix(Array(9).fill(1), [..."abcdefghi"])), `= ${[..."abcdef"].map((name) => `1 × depthwise ${name}`).join(" + ")} … and 3 more`);
});

test("a sentence says whether the outputs agree, or by how much they differ", () => {
  assert.match(agreement(1.53e-6, true, 1), /the same up to rounding, 0.000002 at most/);
  assert.match(agreement(0, true, 1), /^Both outputs are the same: /);
  assert.match(agreement(5.2149, false, 2), /differ by up to 5.21. .* with D = 2 can.$/);
});

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
  assert.equal(sum(mix([0.5, 0, -1], ["red", "green", "blue"])), "0.5·red − 1·blue");
  assert.equal(sum(mix([-0.25], ["red"])), "− 0.25·red");
  assert.equal(sum(mix([0], ["red"])), "0");
  assert.equal(sum(mix(Array(9).fill(1), [..."abcdefghi"])), "1·a + 1·b + 1·c + 1·d + 1·e + 1·f … and 3 more");
});

test("the largest difference is written with two digits", () => {
  assert.equal(agreement(1.53e-6), "Both outputs agree to 1.5e−6");
  assert.equal(agreement(0), "Both outputs agree exactly");
});

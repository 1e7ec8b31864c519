const { test } = require("node:test");
const assert = require("node:assert/strict");
const { fromText, resize, shrink, side, square, toText } = require("../../../assets/picture/picture.js");

for (const { cells, size, photo, means } of require("../../golden/pictures.json"))
  test(`${cells} pixels per side are scaled to ${size} as in conv/`, () => {
    const found = shrink(Uint8Array.from(photo), size);
    assert.equal(found.length, means.length);
    found.forEach((mean, at) => assert.ok(Math.abs(mean - means[at]) < 1e-6, `${mean} at ${at}, not ${means[at]}`));
  });

test("scaling to the same size changes no byte", () => {
  const bytes = Uint8Array.from({ length: 7 * 7 * 3 }, (_, n) => (n * 53) % 256);
  assert.deepEqual([...resize(bytes, 7)], [...bytes]);
});

test("every byte survives the base64url encoding, which matches Python's", () => {
  const bytes = Uint8Array.from({ length: 99_999 }, (_, n) => (n * 7 + (n >> 8)) % 256);
  assert.equal(toText(bytes), Buffer.from(bytes).toString("base64url"));
  assert.deepEqual(fromText(toText(bytes)), bytes);
});

test("the square is in the middle, and is never enlarged", () => {
  assert.deepEqual(square(400, 300, 100), { left: 50, top: 0, side: 300, to: 100 });
  assert.deepEqual(square(30, 41, 100), { left: 0, top: 5, side: 30, to: 30 });
});

test("the side of a picture follows from the number of its bytes", () => assert.equal(side(new Uint8Array(320 * 320 * 3)), 320));

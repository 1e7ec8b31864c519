const { test } = require("node:test");
const assert = require("node:assert/strict");
const { colour, paint, paintSigned } = require("../../../assets/drawing/colours.js");

test("zero is nearly white, negative blue, positive red", () => {
  const [blue, white, red] = [0, 128, 255].map((shade) => colour("signed", shade));
  assert.ok(white.every((part) => part > 240));
  assert.ok(blue[2] > blue[0] && red[0] > red[2]);
  assert.deepEqual(colour("unsigned", 77), [77, 77, 77]);
});

test("lightness falls evenly from the middle to both ends", () => {
  const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  for (let shade = 129; shade < 255; shade++) {
    assert.ok(light(colour("signed", shade)) >= light(colour("signed", shade + 1)) - 0.5, String(shade));
    assert.ok(light(colour("signed", 255 - shade)) >= light(colour("signed", 254 - shade)) - 0.5, String(shade));
  }
});

test("shades become the bytes of an image: red, green, blue, opaque", () => {
  const pixels = new Uint32Array(1);
  paint([255], "signed", pixels);
  assert.deepEqual([...new Uint8Array(pixels.buffer)], [0x54, 0x30, 0x05, 255]);
});

test("a filter's largest weight takes the end of the scale", () => {
  const [half, whole, shade] = [new Uint32Array(3), new Uint32Array(3), new Uint32Array(1)];
  paintSigned(new Float32Array([0, -2, 1]), half);
  paintSigned(new Float32Array([0, -4, 2]), whole);
  paint([0], "signed", shade);
  assert.deepEqual(half, whole);
  assert.equal(half[1], shade[0]);
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { parse, query } = require("../../../assets/maps/address.js");

const NONE = { first_input: 0, first_depthwise: 0, first_outputs: 0 };

test("scenes survive the address; only what differs from the defaults is written", () => {
  const scenes = [
    [{ open: null, pixel: null, first: NONE }, ""],
    [{ open: { name: "standard", number: 3 }, pixel: [2, 4], first: NONE }, "open=standard.4&pixel=3.5"],
    [{ open: null, pixel: null, first: { ...NONE, first_outputs: 64 } }, "outputs=65"],
  ];
  for (const [scene, text] of scenes) {
    assert.equal(query(scene), text);
    assert.deepEqual(parse(`?${text}`), { ...scene, message: "" });
  }
});

test("what cannot be used is ignored, with a sentence", () => {
  for (const open of ["standard", "standard.0", "other.3", "standard.1e9", "<b>"]) {
    const { message, ...scene } = parse(`?open=${encodeURIComponent(open)}&maps=2`);
    assert.deepEqual(scene, { open: null, pixel: null, first: { ...NONE, first_depthwise: 1 } });
    assert.equal(message, `open=${open}: choose a grid and a map, such as depthwise.2.`);
  }
  assert.match(parse("?pixel=3&outputs=0").message, /^pixel=3: choose a row .* outputs=0: choose a whole number from 1/);
});

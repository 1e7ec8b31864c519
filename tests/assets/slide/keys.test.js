const { test } = require("node:test");
const assert = require("node:assert/strict");
const { KEYS, action, isChord } = require("../../../assets/slide/keys.js");
const { act } = require("../../../assets/slide/actions.js");

const press = (key, { shiftKey = false, altGraph = false, ...held } = {}) => ({
  key,
  shiftKey,
  getModifierState: (name) => name === "AltGraph" && altGraph,
  ...held,
});

test("no key has two actions", () => {
  const names = KEYS.flatMap(([, , , ...names]) => names);
  assert.equal(new Set(names).size, names.length);
});

test("letters have the same action with Caps Lock; Shift and arrows move by rows", () => {
  assert.deepEqual(["n", "N"].map((key) => action(press(key))), ["nextFilter", "nextFilter"]);
  assert.deepEqual(
    [false, true].map((shiftKey) => action(press("ArrowRight", { shiftKey }))),
    ["forward", "rowForward"]
  );
  assert.equal(action(press("?", { shiftKey: true })), "help");
  assert.equal(action(press("x")), undefined);
});

test("a chord belongs to the browser; a bracket may be typed with Alt or AltGr", () => {
  assert.ok(isChord(press("r", { ctrlKey: true })) && isChord(press("r", { metaKey: true })));
  assert.ok(isChord(press("ArrowLeft", { altKey: true })));
  assert.ok(!isChord(press("[", { altKey: true })));
  assert.ok(!isChord(press("]", { ctrlKey: true, altKey: true, altGraph: true })));
});

test("no key does anything before the first answer", () => {
  for (const [name] of KEYS) assert.equal(act({ shown: null }, name), null);
});

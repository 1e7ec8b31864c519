const { test } = require("node:test");
const assert = require("node:assert/strict");
const { choice, ordinal, read, write } = require("../../../assets/frame/sceneaddress.js");
const slide = require("../../../assets/slide/address.js");

const FIELDS = { mode: choice("step", "race"), at: ordinal(99) };

test("a scene survives the address; only what differs from the defaults is written", () => {
  for (const [values, query] of [
    [{ mode: "step", at: 1 }, ""],
    [{ mode: "race", at: 7 }, "mode=race&at=7"],
  ]) {
    assert.equal(write(values, FIELDS), query);
    assert.deepEqual(read(`?${query}&size=8`, FIELDS), { values, isGiven: query !== "", message: "" });
  }
});

test("what cannot be used has its default, and a sentence", () => {
  for (const at of ["0", "100", "-1", "1.5", "x", "", "1e2", "9".repeat(99)]) {
    const { values, message } = read(`?at=${at}&mode=RACE`, FIELDS);
    assert.deepEqual([values, message], [{ mode: "race", at: 1 }, `at=${at.slice(0, 40)}: choose a whole number from 1 to 99.`]);
  }
  assert.equal(read("?mode=x", FIELDS).message, "mode=x: choose step or race.");
  assert.equal(read("?at=%E0%A4%A&&=&mode", FIELDS).values.at, 1); // broken percent signs
});

test("scenes of the page Slide survive the address", () => {
  const scenes = [
    { race: false, stepwise: false, rotated: false, output: 0, map: 0, at: 0 },
    { race: true, stepwise: true, rotated: true, output: 31, map: 127, at: 14 },
    { race: false, stepwise: true, rotated: false, output: 5, map: 0, at: 71 },
  ];
  for (const scene of scenes) {
    const { scene: parsed, isGiven } = slide.parse(`?${slide.query({ ...scene, at: scene.at + 0.4 })}`);
    assert.deepEqual(parsed, { ...scene, shown: null, isPlaced: true });
    assert.equal(isGiven, scene !== scenes[0]);
  }
  assert.equal(slide.query(scenes[0]), "");
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { createRhythm } = require("../../../assets/slide/rhythm.js");

const START = 10_000; // ms since the page was opened
const STANDS = { at: 0, taps: 9, whole: true, slow: false, playing: false };
const PLAYS = { ...STANDS, playing: true };

test("while the clock is paused, everything is drawn, written and read out", () => {
  const rhythm = createRhythm();
  for (const time of [START, START + 1])
    assert.deepEqual(rhythm.next(STANDS, time), { draws: true, writes: true, sums: true, announces: true });
});

test("at 60 positions a second all are drawn, ten a second are written, and one in four seconds is read out", () => {
  const rhythm = createRhythm();
  const counts = { draws: 0, writes: 0, sums: 0, announces: 0 };
  for (let at = 0; at < 480; at++) {
    const due = rhythm.next({ ...PLAYS, at }, START + (at * 1000) / 60);
    for (const name of Object.keys(counts)) counts[name] += due[name];
  }
  assert.equal(counts.draws, 480);
  assert.ok(70 <= counts.writes && counts.writes <= 80, `${counts.writes}`);
  assert.equal(counts.sums, counts.writes);
  assert.equal(counts.announces, 2);
});

test("a position that lasts several frames is drawn once, unless redraw() was called", () => {
  const rhythm = createRhythm();
  const draws = (time) => rhythm.next(PLAYS, time).draws;
  assert.deepEqual([draws(START), draws(START + 16), draws(START + 32)], [true, false, false]);
  rhythm.redraw();
  assert.deepEqual([draws(START + 48), draws(START + 64)], [true, false]);
});

test("if products appear one by one, the sum is written once, after the last", () => {
  const rhythm = createRhythm();
  const found = [7, 8, 9, 9].map((taps, n) => {
    const { writes, sums } = rhythm.next({ at: 4, taps, whole: taps === 9, slow: true, playing: true }, START + 16 * n);
    return [writes, sums];
  });
  assert.deepEqual(found, [[true, false], [true, false], [true, true], [false, false]]);
});

test("after rewrite() everything is drawn and written again", () => {
  const rhythm = createRhythm();
  rhythm.next(PLAYS, START);
  rhythm.rewrite();
  const { draws, writes, sums } = rhythm.next(PLAYS, START + 16);
  assert.deepEqual([draws, writes, sums], [true, true, true]);
});

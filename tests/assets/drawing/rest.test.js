const { test } = require("node:test");
const assert = require("node:assert/strict");
const { resting } = require("../../../assets/drawing/rest.js");

/** A function that rests for 100 ms, what it did, and a clock to turn. */
function setUp(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const done = [];
  return { move: resting((...values) => done.push(values), 100), done, wait: (ms) => t.mock.timers.tick(ms) };
}

test("only the newest of many movements counts, and only once nothing has moved for a while", (t) => {
  const { move, done, wait } = setUp(t);
  for (const value of [1, 2, 3]) {
    move("width", value);
    wait(99);
  }
  assert.deepEqual(done, []);
  wait(1);
  assert.deepEqual(done, [["width", 3]]);
  wait(1000);
  assert.deepEqual(done, [["width", 3]]);
});

test("what rests twice is done twice, whether or not it ends where it began", (t) => {
  const { move, done, wait } = setUp(t);
  for (const value of [7, 1]) {
    move(value);
    wait(100);
  }
  assert.deepEqual(done, [[7], [1]]);
});

test("who cannot wait has it done at once, and not again; nothing waiting is nothing to do", (t) => {
  const { move, done, wait } = setUp(t);
  move.now();
  move(1);
  move.now();
  move.now();
  wait(1000);
  assert.deepEqual(done, [[1]]);
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { debounce } = require("../../../assets/drawing/rest.js");

test("work runs once input has settled, with the newest arguments", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const done = [];
  const rest = debounce((n) => done.push(n), 100);
  rest(1);
  t.mock.timers.tick(99);
  rest(2);
  t.mock.timers.tick(99);
  assert.deepEqual(done, []);
  t.mock.timers.tick(1);
  assert.deepEqual(done, [2]);
});

test("a pending call can be run at once or dropped; it never runs twice", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const done = [];
  const rest = debounce((n) => done.push(n), 100);
  rest(1);
  rest.now();
  rest.now();
  rest(2);
  rest.cancel();
  t.mock.timers.tick(1000);
  assert.deepEqual(done, [1]);
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { createState } = require("../../../assets/frame/state.js");

const FIELDS = { size: { low: 4, high: 320 }, kernel: { low: 1, high: 11 }, channels: {}, filters: {}, edits: {} };
const START = { size: 32, kernel: 3, channels: 3, filters: 8, edits: "" };

/** A state that writes down what it tells, on a clock of its own. */
function told(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const events = [];
  const note = (event) => (settings) => events.push([event, settings.size, settings.kernel]);
  const names = ["follow", "rested", "refused"];
  const state = createState(FIELDS, START, Object.fromEntries(names.map((name) => [name, note(name)])));
  return { state, events, rest: () => t.mock.timers.tick(1000) };
}

test("settings that fit are followed at once, and told once they rest", (t) => {
  const { state, events, rest } = told(t);
  state.change({ size: 40 });
  state.change({ size: 48 });
  assert.deepEqual(events, [["follow", 40, 3], ["follow", 48, 3]]);
  rest();
  assert.deepEqual(events.slice(2), [["rested", 48, 3]]);
});

test("settings that do not fit change nothing that is drawn, and are refused once they rest", (t) => {
  const { state, events, rest } = told(t);
  state.change({ size: 3000 });
  rest();
  assert.deepEqual(events, [["rested", 32, 3], ["refused", 3000, 3]]);
  assert.deepEqual([state.current().size, state.lastValid().size], [3000, 32]);
});

test("what was drawn before something that does not fit rests, too", (t) => {
  const { state, events, rest } = told(t);
  state.change({ size: 40 });
  state.change({ size: 3000 });
  rest();
  assert.deepEqual(events, [["follow", 40, 3], ["rested", 40, 3], ["refused", 3000, 3]]);
});

test("a slider that ends where it began rests there", (t) => {
  const { state, events, rest } = told(t);
  state.change({ size: 40 });
  rest();
  state.change({ size: 32 });
  rest();
  assert.deepEqual(events.filter(([event]) => event === "rested"), [["rested", 40, 3], ["rested", 32, 3]]);
});

test("settings that come with the history are followed, and end what was about to rest", (t) => {
  const { state, events, rest } = told(t);
  state.change({ size: 40 });
  state.adopt({ ...START, kernel: 5 });
  rest();
  assert.deepEqual(events, [["follow", 40, 3], ["follow", 32, 5]]);
  assert.deepEqual(state.current(), { ...START, kernel: 5 });
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { createState } = require("../../../assets/frame/state.js");

const FIELDS = { size: { low: 4, high: 320 }, kernel: { low: 1, high: 11 }, channels: {}, filters: {}, edits: {} };
const START = { size: 32, kernel: 3, channels: 3, filters: 8, edits: "" };

/** A state whose callbacks are recorded as events, on a mock clock. */
function recorded(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const events = [];
  const note = (event) => (settings) => events.push([event, settings.size, settings.kernel]);
  const names = ["follow", "rested", "refused"];
  const state = createState(FIELDS, START, Object.fromEntries(names.map((name) => [name, note(name)])));
  return { state, events, settle: () => t.mock.timers.tick(1000) };
}

test("valid settings are followed at once, and reported after input settles", (t) => {
  const { state, events, settle } = recorded(t);
  state.change({ size: 40 });
  state.change({ size: 48 });
  assert.deepEqual(events, [["follow", 40, 3], ["follow", 48, 3]]);
  settle();
  assert.deepEqual(events.slice(2), [["rested", 48, 3]]);
});

test("invalid settings are never followed, and are refused after input settles", (t) => {
  const { state, events, settle } = recorded(t);
  state.change({ size: 3000 });
  settle();
  assert.deepEqual(events, [["rested", 32, 3], ["refused", 3000, 3]]);
  assert.deepEqual([state.current().size, state.lastValid().size], [3000, 32]);
});

test("valid settings that were followed before invalid ones are reported, too", (t) => {
  const { state, events, settle } = recorded(t);
  state.change({ size: 40 });
  state.change({ size: 3000 });
  settle();
  assert.deepEqual(events, [["follow", 40, 3], ["rested", 40, 3], ["refused", 3000, 3]]);
});

test("a slider that returns to its first value is reported there", (t) => {
  const { state, events, settle } = recorded(t);
  state.change({ size: 40 });
  settle();
  state.change({ size: 32 });
  settle();
  assert.deepEqual(events.filter(([event]) => event === "rested"), [["rested", 40, 3], ["rested", 32, 3]]);
});

test("settings that come with the history are followed, and cancel a pending report", (t) => {
  const { state, events, settle } = recorded(t);
  state.change({ size: 40 });
  state.adopt({ ...START, kernel: 5 });
  settle();
  assert.deepEqual(events, [["follow", 40, 3], ["follow", 32, 5]]);
  assert.deepEqual(state.current(), { ...START, kernel: 5 });
});

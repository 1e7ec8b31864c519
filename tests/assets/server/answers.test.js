const { test } = require("node:test");
const assert = require("node:assert/strict");
const { latest, receive, unpack } = require("../../../assets/server/answers.js");

/** A response body in the binary format of conv/views/wire.py. */
function packed(header, ...parts) {
  const text = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 4) * 4));
  const length = new Uint8Array(new Uint32Array([text.length]).buffer);
  return new Uint8Array([length, text, ...parts].flatMap((part) => [...part])).buffer;
}

test("arrays are at the offsets that the header states", () => {
  const header =
    '{"name":"x","arrays":{"a":{"dtype":"uint8","shape":[1,2],"offset":0},"b":{"dtype":"float32","shape":[2],"offset":4}}}';
  const floats = new Uint8Array(new Float32Array([0.5, -3]).buffer);
  const { name, arrays } = unpack(packed(header, [7, 9, 0, 0], floats));
  assert.equal(name, "x");
  assert.deepEqual([...arrays.a.data], [7, 9]);
  assert.deepEqual([...arrays.b.data], [0.5, -3]);
  assert.deepEqual(arrays.b.shape, [2]);
});

test("one call runs at a time, and only the last waiting argument is kept", async () => {
  const calls = [];
  let release;
  const run = latest((argument) => {
    calls.push(argument);
    return new Promise((resolve) => (release = resolve));
  });
  const done = run(1);
  run(2);
  run(3);
  assert.deepEqual(calls, [1]);
  release();
  await new Promise(setImmediate);
  assert.deepEqual(calls, [1, 3]);
  release();
  await done;
  run(4);
  assert.deepEqual(calls, [1, 3, 4]);
});

test("while the server is unreachable, only the newest argument waits", async () => {
  const calls = [];
  let back;
  const lost = Object.assign(new Error(), { untilRetry: new Promise((resolve) => (back = resolve)) });
  const run = latest(async (argument) => {
    calls.push(argument);
    if (calls.length === 1) throw lost;
  });
  const done = run(1);
  await new Promise(setImmediate);
  run(2);
  run(3);
  assert.deepEqual(calls, [1]);
  back();
  await done;
  assert.deepEqual(calls, [1, 3]);
});

test("a failed call is repeated with its argument if there is no newer one", async () => {
  const calls = [];
  const lost = Object.assign(new Error(), { untilRetry: Promise.resolve() });
  await latest(async (argument) => {
    calls.push(argument);
    if (calls.length < 3) throw lost;
  })(1);
  assert.deepEqual(calls, [1, 1, 1]);
});

test("a refusal of the server is reported, and a programming error is thrown", async () => {
  const said = [];
  const refused = () => receive(Response.json({ error: { message: "Choose less." } }, { status: 422 }));
  const run = latest(refused, ({ message }) => said.push(message));
  await run();
  await run();
  assert.deepEqual(said, ["Choose less.", "Choose less."]);
  await assert.rejects(latest(async () => null.length)(), TypeError);
});

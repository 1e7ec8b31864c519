const { test, beforeEach, afterEach, mock } = require("node:test");
const assert = require("node:assert/strict");
const { connect } = require("../../../assets/server/connection.js");

const CALLBACK = "/_dash-update-component?endId=1";
let sent, shown, responses, connection;

/** Advance the mock clock, and let all promises settle. */
async function after(ms) {
  mock.timers.tick(ms);
  for (let n = 0; n < 3; n++) await new Promise(setImmediate);
}

/** A fetch that takes its responses from `responses`, then 200; "hang" is silent until the request is aborted. */
async function send(address, { body, signal }) {
  sent.push(body ?? address);
  const response = responses.length ? await responses.shift() : 200;
  if (response === "hang") return new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason)));
  if (response === "refused") throw new TypeError("Failed to fetch");
  return response instanceof Response ? response : new Response("whole", { status: response });
}

const callback = (output, value) => ({ method: "POST", body: JSON.stringify({ output, value }) });
const last = () => ({ ...shown.at(-1) });

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  [sent, shown, responses] = [[], [], []];
  connection = connect(
    send,
    (state) => shown.push({ ...state }),
    () => 1
  ); // the longest waits
});
afterEach(() => mock.timers.reset());

test("a response is passed through unchanged, and no note is shown", async () => {
  responses = [new Response("a,b", { status: 201, headers: { "Content-Type": "text/csv" } })];
  const response = await connection.fetch("/a");
  const { status, headers } = response;
  assert.deepEqual([status, headers.get("Content-Type"), await response.text()], [201, "text/csv", "a,b"]);
  assert.deepEqual(shown, []);
});

for (const fault of ["refused", 502, 503, 504]) {
  test(`${fault} is retried until there is a response`, async () => {
    responses = [fault, fault, fault];
    const asked = connection.fetch("/a");
    await after(0);
    for (const [n, wait] of [500, 1000, 2000].entries()) {
      await after(wait - 1);
      assert.equal(sent.length, n + 1);
      await after(1);
      assert.equal(sent.length, n + 2);
    }
    assert.equal((await asked).status, 200);
  });
}

for (const status of [400, 404, 413, 422, 500]) {
  test(`${status} is a response, and not retried`, async () => {
    responses = [status];
    assert.equal((await connection.fetch("/a")).status, status);
    assert.equal(sent.length, 1);
  });
}

test("waits double up to 8 s, and start again at 500 ms after a response", async () => {
  const waits = [500, 1000, 2000, 4000, 8000, 8000, 8000];
  responses = waits.map(() => "refused");
  const asked = connection.fetch("/a");
  for (const wait of waits) {
    await after(0);
    const before = sent.length;
    await after(wait - 1);
    assert.equal(sent.length, before);
    await after(1);
    assert.equal(sent.length, before + 1);
  }
  await asked;
  responses = ["refused"];
  connection.fetch("/a");
  await after(0);
  await after(500);
  assert.equal(sent.length, waits.length + 3);
});

test("each page waits a random part of that time", async () => {
  connection = connect(
    send,
    () => {},
    () => 0.25
  );
  responses = ["refused"];
  connection.fetch("/a");
  await after(0);
  await after(124);
  assert.equal(sent.length, 1);
  await after(1);
  assert.equal(sent.length, 2);
});

test("all failed requests wait for one shared retry, and so do new requests", async () => {
  responses = ["refused"];
  connection.fetch("/a");
  await after(0);
  connection.fetch("/b");
  await after(499);
  assert.deepEqual(sent, ["/a"]);
  await after(1);
  assert.deepEqual(sent, ["/a", "/a", "/b"]);
});

test("the reader is told after a second, until there is a response", async () => {
  responses = ["refused", "refused", "refused"];
  connection.fetch("/a");
  await after(0);
  await after(500);
  await after(499);
  assert.deepEqual(shown, []);
  await after(1);
  assert.deepEqual(last(), { lost: true, fault: null });
  await after(500);
  assert.equal(shown.length, 1);
  await after(2000);
  assert.deepEqual(last(), { lost: false, fault: null });
});

test("a failure that is over sooner is never shown", async () => {
  responses = ["refused"];
  connection.fetch("/a");
  await after(0);
  await after(500);
  await after(5000);
  assert.deepEqual(shown, []);
});

test("the note disappears when no request is waiting any more", async () => {
  responses = [new Response("", { status: 503, headers: { "Retry-After": "3" } })];
  await assert.rejects(connection.attempt("/a"));
  await after(1000);
  assert.equal(last().lost, true);
  await after(2500);
  await after(1);
  assert.equal(last().lost, false);
});

for (const [asked, wait] of [
  ["3", 3000],
  ["86400", 60000],
  [new Date(4000).toUTCString(), 4000],
  ["soon", 0],
]) {
  test(`Retry-After: ${asked} is respected, even if the network comes back`, async () => {
    responses = [new Response("", { status: 503, headers: { "Retry-After": asked } })];
    connection.fetch("/a");
    await after(0);
    if (wait) await after(wait - 1);
    if (wait) connection.retryNow();
    await after(0);
    assert.equal(sent.length, 1);
    await after(1);
    connection.retryNow();
    await after(0);
    assert.equal(sent.length, 2);
  });
}

test("Retry-After keeps the note on the page until then, even if another request gets a response", async () => {
  let other;
  responses = [
    new Promise((resolve) => (other = resolve)),
    new Response("", { status: 503, headers: { "Retry-After": "3" } }),
  ];
  connection.fetch("/other");
  connection.fetch("/a");
  await after(0);
  other(new Response("whole"));
  await after(1000);
  assert.deepEqual([last().lost, sent.length], [true, 2]);
  await after(2500);
  assert.deepEqual([last().lost, sent.length], [false, 3]);
});

test("a Retry-After that arrives during a wait extends it for all requests", async () => {
  responses = ["refused", new Response("", { status: 503, headers: { "Retry-After": "3" } })];
  connection.fetch("/other");
  connection.fetch("/a");
  await after(0);
  await after(500);
  await after(2499);
  assert.equal(sent.length, 2);
  await after(501);
  assert.equal(sent.length, 4);
});

test("requests are retried at once when the network is back", async () => {
  responses = ["refused"];
  connection.fetch("/a");
  await after(0);
  connection.retryNow();
  await after(0);
  assert.equal(sent.length, 2);
});

test("a waiting callback is dropped when a newer one has the same output", async () => {
  responses = ["refused", "refused"];
  const [older, other] = ["message.children", "loaded.data"].map((output) =>
    connection.fetch(CALLBACK, callback(output, 1))
  );
  await after(0);
  const newer = connection.fetch(CALLBACK, callback("message.children", 2));
  await after(500);
  const values = sent.slice(1).map((body) => JSON.parse(body));
  assert.deepEqual([(await older).status, (await other).status, (await newer).status], [204, 200, 200]);
  assert.equal(values.filter(({ output, value }) => output === "message.children" && value === 1).length, 0);
  assert.equal(values.at(-1).value, 2);
});

test("a failed attempt says when to retry, and no request is sent before", async () => {
  responses = ["refused"];
  const lost = await connection.attempt("/a").catch((error) => error);
  const early = await connection.attempt("/b").catch((error) => error);
  assert.equal(lost.untilRetry, early.untilRetry);
  assert.deepEqual(sent, ["/a"]);
  await after(500);
  await lost.untilRetry;
  assert.equal((await connection.attempt("/b")).status, 200);
});

test("a silent request is reported after some seconds, aborted after 30 s and retried", async () => {
  responses = ["hang"];
  const asked = connection.fetch("/a");
  await after(4000);
  await after(1000);
  assert.deepEqual(last(), { lost: true, fault: null });
  await after(24999);
  assert.equal(sent.length, 1);
  await after(1);
  await after(500);
  assert.equal((await asked).status, 200);
  assert.equal(last().lost, false);
});

test("a request that has been silent for long is aborted when a newer one starts", async () => {
  responses = ["hang", "hang"];
  const older = connection.fetch("/a");
  await after(3000);
  const newer = connection.fetch("/b");
  await after(1001);
  connection.abortSilent();
  await after(0);
  await after(500);
  assert.deepEqual(sent, ["/a", "/b", "/a"]);
  assert.equal((await older).status, 200);
  await after(4001);
  const wanted = connection.fetch(CALLBACK, callback("a", 1));
  await after(0);
  await after(500);
  assert.equal((await newer).status, 200);
  assert.equal((await wanted).status, 200);
});

test("a large request body gets as much time as a slow phone needs to send it", async () => {
  for (const body of ["x".repeat(480_000), new Blob([new Uint8Array(480_000)]), new Uint8Array(480_000)]) {
    sent = [];
    responses = ["hang"];
    const asked = connection.fetch("/a", { method: "POST", body });
    await after(89_999);
    assert.equal(sent.length, 1);
    await after(1);
    await after(500);
    assert.equal(sent.length, 2);
    await asked;
  }
});

test("a large response over a slow connection is not aborted", async () => {
  let feed;
  responses = [new Response(new ReadableStream({ start: (stream) => (feed = stream) }))];
  const asked = connection.fetch("/a");
  await after(0);
  for (const part of [1, 2, 3]) {
    await after(20000);
    feed.enqueue(new Uint8Array([part]));
    await after(0);
  }
  feed.close();
  assert.deepEqual([...new Uint8Array(await (await asked).arrayBuffer())], [1, 2, 3]);
  assert.equal(sent.length, 1);
});

test("an interrupted response counts as a failure", async () => {
  const broken = new ReadableStream({
    pull(stream) {
      stream.enqueue(new Uint8Array([1]));
      stream.error(new TypeError("network error"));
    },
  });
  responses = [new Response(broken)];
  const asked = connection.fetch("/a");
  await after(0);
  await after(500);
  assert.equal(await (await asked).text(), "whole");
});

test("the reason for a refused callback is shown until a callback succeeds", async () => {
  const error = { code: 500, message: "Something went wrong.", request_id: "1a" };
  responses = [Response.json({ error }, { status: 500 }), 502, new Response("<h1>", { status: 404 })];
  await connection.fetch(CALLBACK, callback("a", 1));
  assert.deepEqual(last(), { lost: false, fault: { ...error, reload: false } });
  const next = connection.fetch(CALLBACK, callback("a", 2));
  await after(0);
  await after(500);
  await next;
  assert.deepEqual(last().fault, { message: "The server answered 404.", reload: true });
  await connection.fetch("/a");
  assert.equal(last().fault.reload, true);
  await connection.fetch(CALLBACK, callback("a", 3));
  assert.equal(last().fault, null);
});

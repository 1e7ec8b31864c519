// Asking the server for arrays: twin of conv/views/wire.py, and how often to ask. No DOM, no Dash: node can load it.
"use strict";

const { inLab } = require("./addresses.js");

let connection = null; // see connection.js

/** Send by this connection from now on. */
const sendBy = (one) => (connection = one);

const KINDS = { uint8: Uint8Array, float32: Float32Array };

/** Header and typed arrays of an answer; the arrays lie in the buffer itself. */
function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const arrays = {};
  for (const [name, { dtype, shape, offset }] of Object.entries(header.arrays)) {
    const elements = shape.reduce((a, b) => a * b, 1);
    arrays[name] = { data: new KINDS[dtype](buffer, 4 + length + offset, elements), shape };
  }
  return { ...header, arrays };
}

/** The server refused; the message is a sentence for the reader. */
class Refusal extends Error {}

/** What the server sends: arrays, or an object; or a Refusal. */
async function receive(sent) {
  const answer = await sent;
  if (answer.headers.get("Content-Type") === "application/octet-stream") return unpack(await answer.arrayBuffer());
  const body = await answer.json().catch(() => null);
  if (answer.ok && body && !body.error) return body;
  throw new Refusal(body?.error?.message ?? `The server answered ${answer.status}; reload the page.`);
}

/** As `receive`, of a request that `latest` repeats. */
function once(address, request) {
  return receive(connection.attempt(inLab(address), request));
}

/** The same with a query that may be too long for an address. */
function post(address, query) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return once(address, { method: "POST", headers, body: String(query) });
}

/** A file or picture sent until there is an answer, for whoever gave it gives it once. */
function send(address, body) {
  return receive(fetch(inLab(address), { method: "POST", body }));
}

/**
 * `work` called with the newest argument only, one call at a time: nothing queues, the last one wins. While the
 * server is lost it is called again and again; what a Refusal says goes to `say`.
 */
function latest(work, say) {
  let busy = false;
  let next = null;
  return async function run(argument) {
    next = { argument };
    if (busy) return connection?.renew();
    busy = true;
    try {
      while (next) {
        const { argument } = next;
        next = null;
        await work(argument).catch(async (error) => {
          if (error instanceof Refusal) return say(error);
          if (!error.again) throw error;
          await error.again;
          next ??= { argument };
        });
      }
    } finally {
      busy = false;
    }
  };
}

module.exports = { latest, once, post, receive, send, sendBy, unpack };

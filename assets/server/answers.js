// Requests for arrays and JSON: decodes the binary format of conv/views/wire.py, and drops all but the newest request.
// No DOM: node can load it.
"use strict";

const { inLab } = require("./addresses.js");

let connection = null; // set by sendBy; see connection.js

/** Use this connection for all requests from now on. */
const sendBy = (newConnection) => (connection = newConnection);

const KINDS = { uint8: Uint8Array, float32: Float32Array };

/** The header and typed arrays of a response body; the arrays are views of the buffer. */
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

/** The server refused a request; the message is a sentence for the reader. */
class Refusal extends Error {}

/** The arrays or the object of a response; throws a Refusal if the server refused. */
async function receive(pending) {
  const response = await pending;
  if (response.headers.get("Content-Type") === "application/octet-stream") return unpack(await response.arrayBuffer());
  const body = await response.json().catch(() => null);
  if (response.ok && body && !body.error) return body;
  throw new Refusal(body?.error?.message ?? `The server answered ${response.status}; reload the page.`);
}

/** Send one request, without retry; `latest` repeats it. Returns like `receive`. */
function once(address, request) {
  return receive(connection.attempt(inLab(address), request));
}

/** Like `once`, but send the query in the body of a POST, because it may be too long for an address. */
function post(address, query) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return once(address, { method: "POST", headers, body: String(query) });
}

/** Send a file or picture, and retry until there is a response, because the reader chooses it only once. */
function send(address, body) {
  return receive(fetch(inLab(address), { method: "POST", body }));
}

/**
 * A function that calls `work` with its newest argument, one call at a time: calls in between are dropped. While the
 * server is unreachable, `work` is repeated; a Refusal is passed to `say`.
 */
function latest(work, say) {
  let busy = false;
  let next = null;
  return async function run(argument) {
    next = { argument };
    if (busy) return connection?.abortSilent();
    busy = true;
    try {
      while (next) {
        const { argument } = next;
        next = null;
        await work(argument).catch(async (error) => {
          if (error instanceof Refusal) return say(error);
          if (!error.untilRetry) throw error;
          await error.untilRetry;
          next ??= { argument };
        });
      }
    } finally {
      busy = false;
    }
  };
}

module.exports = { latest, once, post, receive, send, sendBy, unpack };

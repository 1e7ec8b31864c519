// Asking the server for arrays: twin of conv/wire.py, and how often to ask. No DOM, no Dash: node can load it.
(function (root) {
  "use strict";

  const { inLab } = root.addresses || require("./addresses.js");

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

  const LONGEST_QUERY = 3000; // characters of a query; gunicorn takes 4,094 for the whole line

  /** What the server sends: arrays, or an object. Throws an Error with a sentence for the reader. */
  async function receive(sent) {
    const answer = await sent.catch(() => {
      throw new Error("The server cannot be reached; move a slider to try again.");
    });
    if (answer.headers.get("Content-Type") === "application/octet-stream") return unpack(await answer.arrayBuffer());
    const body = await answer.json().catch(() => null);
    if (answer.ok && body && !body.error) return body;
    throw new Error(body?.error?.message ?? `The server answered ${answer.status}; move a slider to try again.`);
  }

  /** Ask for what some settings make. */
  function ask(address, settings, more) {
    const path = inLab(address);
    const query = new URLSearchParams({ ...settings, ...more, ...root.pictureKept?.along(settings) });
    const short = query.toString().length < LONGEST_QUERY && !query.has("picture"); // which no log shall hold
    return receive(short ? fetch(`${path}?${query}`) : fetch(path, { method: "POST", body: query }));
  }

  /** `work` called with the newest argument only, one call at a time: nothing queues, the last one wins. */
  function latest(work) {
    let busy = false;
    let next = null;
    return async function run(argument) {
      next = { argument };
      if (busy) return;
      busy = true;
      try {
        while (next) {
          const { argument } = next;
          next = null;
          await work(argument);
        }
      } finally {
        busy = false;
      }
    };
  }

  root.answers = { ask, latest, receive, unpack };
  if (typeof module === "object") module.exports = root.answers;
})(typeof window === "object" ? window : globalThis);

// Asking the server for arrays: twin of conv/views/wire.py, and how often to ask. No DOM, no Dash: node can load it.
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

  const LONGEST = 3000; // characters of a query; gunicorn takes 4,094 for the whole line
  const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

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

  /** Ask for what some settings make; once, for `latest`. */
  function ask(path, settings, more) {
    const picture = root.pictureKept?.along(settings);
    const query = new URLSearchParams({ ...settings, ...more, ...picture }).toString();
    const short = query.length < LONGEST && !picture; // which no log shall hold
    return short ? once(`${path}?${query}`) : once(path, { method: "POST", headers: FORM, body: query });
  }

  /** As `receive`, of a request that `latest` repeats. */
  function once(address, request) {
    return receive(root.connection.attempt(inLab(address), request));
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
      if (busy) return root.connection?.renew();
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

  root.answers = { ask, latest, once, receive, send, unpack };
  if (typeof module === "object") module.exports = root.answers;
})(typeof window === "object" ? window : globalThis);

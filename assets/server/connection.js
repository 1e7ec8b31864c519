// Repeats failed requests until the server answers, and reports when it is unreachable. No DOM: node can load it.
"use strict";
const LOST = [502, 503, 504]; // from a proxy whose server is down, or from a server that is overloaded
const FIRST = 500; // ms, the longest wait before the first retry; it doubles with each failure …
const LONGEST = 8000; // … up to this: 300 browsers then send 75 requests a second
const ASKED = 60000; // ms, the longest Retry-After that is respected
const SILENCE = 30000; // ms without a byte until a request is aborted; gunicorn replaces a worker that hangs as long
const SLOW = 4000; // ms without a response until the reader is told; no response of the lab takes a second
const SLOWEST = 8; // bytes per ms of a slow phone's upload; the server cannot respond before the upload ends
const LATE = 1000; // ms between the first failure and the note to the reader; most failures are over by then

/** A request failed; the promise `again` settles when it is time to retry. */
class Lost extends Error {
  constructor(again) {
    super("The server cannot be reached.");
    this.again = again;
  }
}

/**
 * The wait before a retry. Every failed request of this page waits for one shared, jittered retry. `tell(lost)` is
 * called when the reader should see, or no longer see, that the server is unreachable; `isIdle()` says whether no
 * request is in flight.
 */
function createWait(tell, isIdle, random) {
  let failures = 0; // since the last response
  let pause = null; // a promise that settles when it is time to retry
  let end = null; // ends the pause, unless Retry-After demands it
  let earliest = 0; // the end of the longest Retry-After so far
  let worried = null; // the timer until the reader is told

  function worry() {
    worried ??= setTimeout(tell, LATE, true);
  }

  /** A response arrived, or no request waits for one any more. */
  function calm() {
    failures = 0;
    hurry();
    if (pause) return; // Retry-After demands it
    clearTimeout(worried);
    worried = null;
    tell(false);
  }

  /** A request failed; the server may have sent Retry-After, in ms. */
  function lose(patience = 0) {
    worry();
    earliest = Math.max(earliest, Date.now() + patience);
    pause ??= new Promise((resolve) => {
      const wait = (longest) => setTimeout(finish, Math.max(0, earliest - Date.now()) + random() * longest);
      let timer = wait(Math.min(LONGEST, FIRST * 2 ** failures++));
      function finish() {
        clearTimeout(timer);
        if (Date.now() < earliest) return (timer = wait(FIRST)); // a later Retry-After came meanwhile
        pause = end = null;
        resolve();
        setTimeout(() => isIdle() && !pause && calm(), 1); // no request was repeated
      }
      end = () => Date.now() >= earliest && finish();
    });
    return new Lost(pause);
  }

  /** Retry at once: the network is back, or the page is visible again. */
  function hurry() {
    end?.();
  }

  return { calm, hurry, lose, pause: () => pause, worry };
}

/**
 * A connection on top of `send`, which works like fetch. `show({ lost, fault })` is told what the reader should see:
 * whether the server is unreachable, and why it refused a callback.
 */
function connect(send, show, random = Math.random) {
  const newest = new Map(); // the newest request for each output of a callback
  const flying = new Set(); // requests in flight
  const state = { lost: false, fault: null };
  const tell = (change) => show(Object.assign(state, change));
  const wait = createWait((lost) => lost !== state.lost && tell({ lost }), () => !flying.size, random);

  /** Abort requests without news for long, perhaps because the network has changed: a newer request waits for them. */
  function renew() {
    for (const one of flying) if (Date.now() - one.heard > SLOW) one.giveUp();
  }

  /** Send a request once and return its whole response, or throw Lost. For callers that retry with newer arguments. */
  async function attempt(address, request) {
    if (wait.pause()) throw new Lost(wait.pause());
    const mine = watch(size(request?.body) / SLOWEST, wait.worry);
    flying.add(mine);
    try {
      const answer = await send(address, { ...request, signal: mine.signal });
      if (LOST.includes(answer.status)) throw wait.lose(patience(answer));
      const all = await whole(answer, mine.hear);
      wait.calm();
      return all;
    } catch (error) {
      throw error instanceof Lost ? error : wait.lose();
    } finally {
      flying.delete(mine);
      mine.end();
    }
  }

  /** Like fetch, but repeats until there is a response. A newer callback with the same output replaces an older one. */
  async function persist(address, request) {
    const output = outputOf(address, request);
    const mine = {};
    if (output) newest.set(output, mine);
    if (output) renew();
    for (;;) {
      try {
        const answer = await attempt(address, request);
        if (output) tell({ fault: answer.ok ? null : await explain(answer.clone()) });
        return answer;
      } catch (error) {
        if (!error.again) throw error;
        await error.again;
      }
      if (output && newest.get(output) !== mine) return new Response(null, { status: 204 }); // Dash changes nothing
    }
  }

  return { attempt, fetch: persist, hurry: wait.hurry, renew };
}

/** Watches a request whose upload takes `sending` ms: aborts it after a long silence, and calls `worry` before. */
function watch(sending, worry) {
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  const slow = setTimeout(worry, SLOW + sending);
  let timer = setTimeout(giveUp, SILENCE + sending);
  const mine = { heard: Date.now() + sending, giveUp, signal: silence.signal };
  mine.hear = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, SILENCE);
    mine.heard = Date.now();
  };
  mine.end = () => {
    clearTimeout(slow);
    clearTimeout(timer);
  };
  return mine;
}

/** The number of bytes of a text, a file or an array. */
const size = (body) => body?.size ?? body?.length ?? 0;

/** Read a whole response, so that one that breaks off counts as a failure. */
async function whole(answer, heard) {
  if (!answer.body) return answer;
  const parts = [];
  const reader = answer.body.getReader();
  for (let part; !(part = await reader.read()).done; heard()) parts.push(part.value);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return new Response(all, answer);
}

/** The Retry-After of a response in ms; the header has seconds or a date. */
function patience(answer) {
  const asked = answer.headers.get("Retry-After") ?? "0";
  const wait = /^\d+$/.test(asked) ? 1000 * asked : Date.parse(asked) - Date.now();
  return Math.min(ASKED, Math.max(0, wait || 0));
}

/** The output of a Dash callback; undefined for all other requests. */
function outputOf(address, request) {
  return address.includes("/_dash-update-component") ? JSON.parse(request.body).output : undefined;
}

/** Why a callback was refused: { message, request_id }; `reload` if the page is from another release. */
async function explain(answer) {
  const body = await answer.json().catch(() => null);
  const message = `The server answered ${answer.status}.`;
  return { message, ...body?.error, reload: [400, 404].includes(answer.status) };
}

module.exports = { connect };

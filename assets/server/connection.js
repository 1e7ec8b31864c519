// Repeats failed requests until the server answers, and reports when it is unreachable. No DOM: node can load it.
"use strict";
const UNAVAILABLE = [502, 503, 504]; // statuses of a proxy whose server is down, or of an overloaded server
const FIRST = 500; // ms, the longest wait before the first retry; it doubles with each failure …
const LONGEST = 8000; // … up to this: 300 browsers then send 75 requests a second
const LONGEST_RETRY_AFTER = 60000; // ms; longer ones are shortened
const SILENCE = 30000; // ms without a byte until a request is aborted; gunicorn replaces a hanging worker as late
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
  let noteTimer = null; // the timer until the reader is told

  /** Tell the reader soon, unless a response comes first. */
  function announce() {
    noteTimer ??= setTimeout(tell, LATE, true);
  }

  /** A response arrived, or no request is waiting any more. */
  function reset() {
    failures = 0;
    hurry();
    if (pause) return; // Retry-After demands it
    clearTimeout(noteTimer);
    noteTimer = null;
    tell(false);
  }

  /** A request failed; the server may have sent Retry-After, in ms. */
  function fail(retryAfter = 0) {
    announce();
    earliest = Math.max(earliest, Date.now() + retryAfter);
    pause ??= new Promise((resolve) => {
      const start = (longest) => setTimeout(finish, Math.max(0, earliest - Date.now()) + random() * longest);
      let timer = start(Math.min(LONGEST, FIRST * 2 ** failures++));
      function finish() {
        clearTimeout(timer);
        if (Date.now() < earliest) return (timer = start(FIRST)); // a longer Retry-After came meanwhile
        pause = end = null;
        resolve();
        setTimeout(() => isIdle() && !pause && reset(), 1); // if no request was repeated
      }
      end = () => Date.now() >= earliest && finish();
    });
    return new Lost(pause);
  }

  /** Retry at once: the network is back, or the page is visible again. */
  function hurry() {
    end?.();
  }

  return { announce, fail, hurry, pause: () => pause, reset };
}

/**
 * A connection on top of `send`, which works like fetch. `show({ lost, fault })` is called with what the
 * reader should see: whether the server is unreachable, and why it refused a callback.
 */
function connect(send, show, random = Math.random) {
  const newest = new Map(); // the newest request for each output of a callback
  const inFlight = new Set(); // watchdogs of the requests in flight
  const state = { lost: false, fault: null };
  const tell = (change) => show(Object.assign(state, change));
  const wait = createWait((lost) => lost !== state.lost && tell({ lost }), () => !inFlight.size, random);

  /** Abort requests that have been silent for long, perhaps because the network changed; newer ones wait for them. */
  function renew() {
    for (const { lastByte, abort } of inFlight) if (Date.now() - lastByte() > SLOW) abort();
  }

  /** Send a request once and return its whole response, or throw Lost. For callers that retry with newer arguments. */
  async function attempt(address, request) {
    if (wait.pause()) throw new Lost(wait.pause());
    const watchdog = watch(size(request?.body) / SLOWEST, wait.announce);
    inFlight.add(watchdog);
    try {
      const answer = await send(address, { ...request, signal: watchdog.signal });
      if (UNAVAILABLE.includes(answer.status)) throw wait.fail(retryAfter(answer));
      const complete = await whole(answer, watchdog.reset);
      wait.reset();
      return complete;
    } catch (error) {
      throw error instanceof Lost ? error : wait.fail();
    } finally {
      inFlight.delete(watchdog);
      watchdog.stop();
    }
  }

  /** Like fetch, but retry until there is a response. A newer callback with the same output replaces an older one. */
  async function persist(address, request) {
    const output = outputOf(address, request);
    const id = {}; // an empty object identifies this request
    if (output) newest.set(output, id);
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
      if (output && newest.get(output) !== id) return new Response(null, { status: 204 }); // Dash ignores it
    }
  }

  return { attempt, fetch: persist, hurry: wait.hurry, renew };
}

/** A watchdog of a request whose upload takes `sending` ms: it calls `announce`, and aborts after a long silence. */
function watch(sending, announce) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const slow = setTimeout(announce, SLOW + sending);
  let timer = setTimeout(abort, SILENCE + sending);
  let lastByte = Date.now() + sending; // when the last byte was sent or received
  function reset() {
    clearTimeout(timer);
    timer = setTimeout(abort, SILENCE);
    lastByte = Date.now();
  }
  function stop() {
    clearTimeout(slow);
    clearTimeout(timer);
  }
  return { abort, lastByte: () => lastByte, reset, signal: controller.signal, stop };
}

/** The number of bytes of a text, a file or an array. */
const size = (body) => body?.size ?? body?.length ?? 0;

/** Read a whole response, so that an interrupted one counts as a failure; `received()` is called for each part. */
async function whole(answer, received) {
  if (!answer.body) return answer;
  const parts = [];
  const reader = answer.body.getReader();
  for (let part; !(part = await reader.read()).done; received()) parts.push(part.value);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return new Response(all, answer);
}

/** The Retry-After of a response in ms; the header has seconds or a date. */
function retryAfter(answer) {
  const header = answer.headers.get("Retry-After") ?? "0";
  const wait = /^\d+$/.test(header) ? 1000 * header : Date.parse(header) - Date.now();
  return Math.min(LONGEST_RETRY_AFTER, Math.max(0, wait || 0));
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

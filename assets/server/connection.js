// Retries failed requests until the server responds, and reports when it is unreachable. No DOM: node can load it.
"use strict";
const UNAVAILABLE = [502, 503, 504]; // statuses of a proxy whose server is down, or of an overloaded server
const FIRST_WAIT = 500; // ms, the longest wait before the first retry; it doubles with each failure …
const LONGEST_WAIT = 8000; // … up to this: 300 browsers then send 75 requests a second
const LONGEST_RETRY_AFTER = 60000; // ms; longer ones are shortened
const SILENCE_TIMEOUT = 30000; // ms without a byte until a request is aborted; gunicorn also waits 30 s for a worker
const SLOW_RESPONSE = 4000; // ms without a response until the reader is told; no response of the lab takes a second
const SLOWEST_UPLOAD = 8; // bytes per ms of a slow phone's upload; the server cannot respond before the upload ends
const NOTE_DELAY = 1000; // ms between the first failure and the note to the reader; most failures are over by then

/** A request failed; the promise `untilRetry` settles when it is time to retry. */
class Lost extends Error {
  constructor(untilRetry) {
    super("The server cannot be reached.");
    this.untilRetry = untilRetry;
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
  let endPause = null; // ends the pause, unless Retry-After demands it
  let earliest = 0; // the end of the longest Retry-After so far
  let noteTimer = null; // the timer until the reader is told

  /** Tell the reader soon, unless a response comes first. */
  function announce() {
    noteTimer ??= setTimeout(tell, NOTE_DELAY, true);
  }

  /** A response arrived, or no request is waiting any more. */
  function reset() {
    failures = 0;
    retryNow();
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
      let timer = start(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++));
      function finish() {
        clearTimeout(timer);
        if (Date.now() < earliest) return (timer = start(FIRST_WAIT)); // a longer Retry-After came meanwhile
        pause = endPause = null;
        resolve();
        setTimeout(() => isIdle() && !pause && reset(), 1); // if no request was repeated
      }
      endPause = () => Date.now() >= earliest && finish();
    });
    return new Lost(pause);
  }

  /** Retry at once: the network is back, or the page is visible again. */
  function retryNow() {
    endPause?.();
  }

  return { announce, fail, retryNow, pause: () => pause, reset };
}

/**
 * A connection on top of `send`, which works like fetch. `show({ lost, fault })` updates the note to the reader:
 * whether the server is unreachable, and why it refused a callback.
 */
function connect(send, show, random = Math.random) {
  const newest = new Map(); // the id of the newest request for each output of a callback
  const inFlight = new Set(); // watchdogs of the requests in flight
  const state = { lost: false, fault: null };
  const tell = (change) => show(Object.assign(state, change));
  const wait = createWait((lost) => lost !== state.lost && tell({ lost }), () => !inFlight.size, random);

  /** Abort requests that have been silent for long, perhaps since the network changed: they block newer requests. */
  function abortSilent() {
    for (const { lastByte, abort } of inFlight) if (Date.now() - lastByte() > SLOW_RESPONSE) abort();
  }

  /** Send a request once and return its whole response, or throw Lost. For callers that retry with newer arguments. */
  async function attempt(address, request) {
    if (wait.pause()) throw new Lost(wait.pause());
    const watchdog = watch(bodySize(request?.body) / SLOWEST_UPLOAD, wait.announce);
    inFlight.add(watchdog);
    try {
      const response = await send(address, { ...request, signal: watchdog.signal });
      if (UNAVAILABLE.includes(response.status)) throw wait.fail(retryAfter(response));
      const complete = await readWhole(response, watchdog.reset);
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
  async function fetchWithRetry(address, request) {
    const output = outputOf(address, request);
    const id = {}; // unique, because objects are compared by identity
    if (output) newest.set(output, id);
    if (output) abortSilent();
    for (;;) {
      try {
        const response = await attempt(address, request);
        if (output) tell({ fault: response.ok ? null : await explain(response.clone()) });
        return response;
      } catch (error) {
        if (!error.untilRetry) throw error;
        await error.untilRetry;
      }
      if (output && newest.get(output) !== id) return new Response(null, { status: 204 }); // Dash ignores it
    }
  }

  return { attempt, fetch: fetchWithRetry, retryNow: wait.retryNow, abortSilent };
}

/** A watchdog of a request whose upload takes `sending` ms: it calls `announce`, and aborts after a long silence. */
function watch(sending, announce) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const slow = setTimeout(announce, SLOW_RESPONSE + sending);
  let timer = setTimeout(abort, SILENCE_TIMEOUT + sending);
  let lastByte = Date.now() + sending; // when the last byte was sent or received
  function reset() {
    clearTimeout(timer);
    timer = setTimeout(abort, SILENCE_TIMEOUT);
    lastByte = Date.now();
  }
  function stop() {
    clearTimeout(slow);
    clearTimeout(timer);
  }
  return { abort, lastByte: () => lastByte, reset, signal: controller.signal, stop };
}

/** The number of bytes of a text, a file or an array. */
const bodySize = (body) => body?.size ?? body?.length ?? 0;

/** Read a whole response, so that an interrupted one counts as a failure; `received()` is called for each part. */
async function readWhole(response, received) {
  if (!response.body) return response;
  const parts = [];
  const reader = response.body.getReader();
  for (let part; !(part = await reader.read()).done; received()) parts.push(part.value);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return new Response(all, response);
}

/** The Retry-After of a response in ms; the header has seconds or a date. */
function retryAfter(response) {
  const header = response.headers.get("Retry-After") ?? "0";
  const wait = /^\d+$/.test(header) ? 1000 * header : Date.parse(header) - Date.now();
  return Math.min(LONGEST_RETRY_AFTER, Math.max(0, wait || 0));
}

/** The output of a Dash callback; undefined for all other requests. */
function outputOf(address, request) {
  return address.includes("/_dash-update-component") ? JSON.parse(request.body).output : undefined;
}

/** Why a callback was refused: { message, request_id }; `reload` if the page is from another release. */
async function explain(response) {
  const body = await response.json().catch(() => null);
  const message = `The server answered ${response.status}.`;
  return { message, ...body?.error, reload: [400, 404].includes(response.status) };
}

module.exports = { connect };

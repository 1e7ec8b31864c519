// Asking until there is an answer: when to ask again, and what to say meanwhile. No DOM, no Dash: node can load it.
"use strict";
const LOST = [502, 503, 504]; // a proxy answers while the server does not, or the server while it cannot
const FIRST = 500; // ms, the longest wait before the server is asked again; it doubles with each failure …
const LONGEST = 8000; // … up to this: 300 browsers then ask 75 times a second
const ASKED = 60000; // ms; a server that asks to be left alone for longer is asked again all the same
const SILENCE = 30000; // ms without a byte; gunicorn replaces a worker that hangs for so long
const SLOW = 4000; // ms without an answer; nothing in the lab takes a second
const SLOWEST = 8; // bytes a ms that a phone sends: until all is sent nobody can answer
const LATE = 1000; // ms of trouble before the reader hears of it: most of it is over by then

/** No answer came; `again` settles when it is time to ask again. */
class Lost extends Error {
  constructor(again) {
    super("The server cannot be reached.");
    this.again = again;
  }
}

/**
 * The wait while the server is lost. All failed requests share it, so that a page asks again once, at a random time of
 * its own. `tell(lost)` says whether the reader should know; `isIdle()` whether no request is on its way.
 */
function createWait(tell, isIdle, random) {
  let failures = 0; // since the last answer
  let pause = null; // settles when it is time to ask again
  let end = null; // ends the pause, unless the server asked for it
  let earliest = 0; // until then the server asked to be left alone
  let worried = null; // the timer until the reader hears of it

  function worry() {
    worried ??= setTimeout(tell, LATE, true);
  }

  /** An answer came, or nobody waits for one any more. */
  function calm() {
    failures = 0;
    hurry();
    if (pause) return; // the server asked for it
    clearTimeout(worried);
    worried = null;
    tell(false);
  }

  /** A request failed; the server may ask to be left alone for some ms. */
  function lose(patience = 0) {
    worry();
    earliest = Math.max(earliest, Date.now() + patience);
    pause ??= new Promise((resolve) => {
      const wait = (longest) => setTimeout(finish, Math.max(0, earliest - Date.now()) + random() * longest);
      let timer = wait(Math.min(LONGEST, FIRST * 2 ** failures++));
      function finish() {
        clearTimeout(timer);
        if (Date.now() < earliest) return (timer = wait(FIRST)); // another request was asked for more patience meanwhile
        pause = end = null;
        resolve();
        setTimeout(() => isIdle() && !pause && calm(), 1); // nothing asked again
      }
      end = () => Date.now() >= earliest && finish();
    });
    return new Lost(pause);
  }

  /** Ask at once: the network is back, or somebody looks at the page again. */
  function hurry() {
    end?.();
  }

  return { calm, hurry, lose, pause: () => pause, worry };
}

/**
 * A connection that `send`s as fetch does, and tells `show({ lost, fault })` what the reader should know: whether
 * the server is being looked for, and why it refused a callback.
 */
function connect(send, show, random = Math.random) {
  const newest = new Map(); // request for each output of a callback
  const flying = new Set(); // requests that are on their way
  const state = { lost: false, fault: null };
  const tell = (change) => show(Object.assign(state, change));
  const wait = createWait((lost) => lost !== state.lost && tell({ lost }), () => !flying.size, random);

  /** Give up what is silent for long, perhaps on a network that has changed: something newer waits behind it. */
  function renew() {
    for (const one of flying) if (Date.now() - one.heard > SLOW) one.giveUp();
  }

  /** Send a request once: all of its answer, or Lost. For those who ask for something newer the next time. */
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

  /** As fetch, until there is an answer. A callback is dropped when a newer one with the same output is asked for. */
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

/** A request that needs `sending` ms to be sent: it is given up after a long silence, and worried about before. */
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

/** Bytes of a text, a file or an array. */
const size = (body) => body?.size ?? body?.length ?? 0;

/** All of an answer, so that one which breaks off is none. */
async function whole(answer, heard) {
  if (!answer.body) return answer;
  const parts = [];
  const reader = answer.body.getReader();
  for (let part; !(part = await reader.read()).done; heard()) parts.push(part.value);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return new Response(all, answer);
}

/** For how long the server wants to be left alone, ms; a number of seconds, or a date. */
function patience(answer) {
  const asked = answer.headers.get("Retry-After") ?? "0";
  const wait = /^\d+$/.test(asked) ? 1000 * asked : Date.parse(asked) - Date.now();
  return Math.min(ASKED, Math.max(0, wait || 0));
}

/** What a callback of Dash changes; undefined for all other requests. */
function outputOf(address, request) {
  return address.includes("/_dash-update-component") ? JSON.parse(request.body).output : undefined;
}

/** Why a callback was refused: { message, request_id }; `reload` where the page is of another release. */
async function explain(answer) {
  const body = await answer.json().catch(() => null);
  const message = `The server answered ${answer.status}.`;
  return { message, ...body?.error, reload: [400, 404].includes(answer.status) };
}

module.exports = { connect };

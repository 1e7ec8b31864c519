// When something that moves has come to rest.
"use strict";

/**
 * A function that calls `work` with its newest arguments, once it has not been called for `ms` milliseconds. Its
 * method `now()` does at once what is still waiting.
 */
function resting(work, ms) {
  let timer = 0;
  let waiting = null; // the newest arguments

  function now() {
    if (!waiting) return;
    const newest = waiting;
    clearTimeout(timer);
    waiting = null;
    work(...newest);
  }
  function later(...newest) {
    clearTimeout(timer);
    waiting = newest;
    timer = setTimeout(now, ms);
  }
  return Object.assign(later, { now });
}

module.exports = { resting };

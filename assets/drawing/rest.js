// When something that moves has come to rest. No DOM: node can load it.
"use strict";

const REST = 150; // ms without a change: shorter than a person's next move, longer than the events of one

/**
 * A function that calls `work` with its newest arguments, once it has not been called for `ms` milliseconds. Sliders
 * decide by this, and not by `change`: browsers send none where a slider ends where it began. Its method `now()` does
 * at once what is still waiting, `cancel()` drops it.
 */
function resting(work, ms = REST) {
  let timer = 0;
  let waiting = null; // the newest arguments

  function cancel() {
    clearTimeout(timer);
    waiting = null;
  }
  function now() {
    const newest = waiting;
    cancel();
    if (newest) work(...newest);
  }
  function later(...newest) {
    cancel();
    waiting = newest;
    timer = setTimeout(now, ms);
  }
  return Object.assign(later, { cancel, now });
}

module.exports = { resting };

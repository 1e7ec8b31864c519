// Debouncing: work that waits until input settles. No DOM: node can load it.
"use strict";

const REST = 150; // ms without a change: longer than between events of one move, shorter than until the next move

/**
 * Debounce `work`: it is called with the newest arguments after `ms` milliseconds without a call. Sliders use this
 * instead of `change`, which browsers do not send if a slider ends where it began. The method `now()` runs a waiting
 * call at once, `cancel()` drops it.
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

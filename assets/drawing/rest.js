// Debouncing: delays work until input settles. No DOM: node can load it.
"use strict";

const SETTLED = 150; // ms without a change: longer than between events of one drag, shorter than between two drags

/**
 * Debounce `work`: it is called with the newest arguments after `ms` milliseconds without a call. Sliders use this
 * instead of `change`, which browsers do not send if a slider returns to its first value. The method `now()` runs a
 * pending call at once, `cancel()` drops it.
 */
function debounce(work, ms = SETTLED) {
  let timer = 0;
  let pending = null; // the newest arguments

  function cancel() {
    clearTimeout(timer);
    pending = null;
  }
  function now() {
    const newest = pending;
    cancel();
    if (newest) work(...newest);
  }
  function later(...newest) {
    cancel();
    pending = newest;
    timer = setTimeout(now, ms);
  }
  return Object.assign(later, { cancel, now });
}

module.exports = { debounce };

// Waiting until something rests. No DOM: node can load it.
"use strict";

const REST = 150; // ms without a change: shorter than a person's next move, longer than the events of one

/**
 * A function that calls `work` once it has not been called for a while. Sliders decide by this, and not by `change`:
 * browsers send none where a slider ends where it began.
 */
function resting(work, ms = REST) {
  let timer = null;
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(rest.now, ms);
  };
  /** Do what waits at once. */
  rest.now = () => {
    if (timer === null) return;
    rest.cancel();
    work();
  };
  rest.cancel = () => {
    clearTimeout(timer);
    timer = null;
  };
  return rest;
}

module.exports = { resting };

// Limits how often texts change while the clock is running. No DOM: node can load it.
"use strict";

const WRITE_INTERVAL = 100; // ms between two updates of texts; faster ones cannot be read
const ANNOUNCEMENT_INTERVAL = 4000; // ms between two sentences for screen readers

/**
 * Decides what each frame of the clock has to draw. `next(moment, time)` takes { at, taps, whole, slow, playing }: the
 * position, how many products are shown, whether these are all, whether they appear one by one, and whether the clock
 * is running. It returns { draws, writes, sums, announces }: whether to draw the panels, to write their numbers, to
 * write the sums and the sentence, and whether screen readers read the sentence.
 */
function createRhythm() {
  let drawn = null; // position and taps that the lanes show
  let written = { at: null, picture: null, time: 0 }; // position and picture that the texts show, and since when
  let announced = 0; // time of the last sentence for screen readers

  function next({ at, taps, whole, slow, playing }, time) {
    const picture = `${at} ${taps}`;
    const writes = !playing || slow || (picture !== written.picture && time - written.time >= WRITE_INTERVAL);
    const draws = !playing || picture !== drawn || (writes && !slow);
    if (!draws) return { draws, writes: false, sums: false, announces: false };
    drawn = picture;
    // A sum is written once all its products are shown.
    const sums = writes && !(slow && (!whole || at === written.at));
    if (sums) written = { at, picture, time };
    const announces = sums && (!playing || time - announced >= ANNOUNCEMENT_INTERVAL);
    if (announces) announced = time;
    return { draws, writes, sums, announces };
  }

  /** Let the next frame draw the panels again, because a highlight has changed. */
  const redraw = () => (drawn = null);

  /** Let the next frame draw and write everything again. */
  function rewrite() {
    drawn = null;
    written = { at: null, picture: null, time: 0 };
  }

  return { next, redraw, rewrite };
}

module.exports = { createRhythm };

// How often texts change while the clock runs: more slowly than the picture. No DOM: node can load it.
"use strict";

const WRITES = 100; // ms between two texts: faster ones cannot be read
const SAYS = 4000; // ms between two sentences for those who hear them

/**
 * Decides for each frame of the clock what has to be drawn. `next(moment, time)` takes { at, taps, whole, slow,
 * playing }: the position, how many products are there and whether these are all, and whether they come one after the
 * other. It answers { draws, writes, sums, says }: whether the panels are drawn, with their numbers, whether the sums
 * and the sentence are written, and whether the sentence is read out.
 */
function createRhythm() {
  let drawn = null; // the picture that the lanes show
  let written = { at: null, picture: null, time: 0 }; // what the texts say, and since when
  let heard = 0; // when a sentence was read out

  function next({ at, taps, whole, slow, playing }, time) {
    const picture = `${at} ${taps}`;
    const writes = !playing || slow || (picture !== written.picture && time - written.time >= WRITES);
    const draws = !playing || picture !== drawn || (writes && !slow);
    if (!draws) return { draws, writes: false, sums: false, says: false };
    drawn = picture;
    // A sum is written once all its products are there.
    const sums = writes && !(slow && (!whole || at === written.at));
    if (sums) written = { at, picture, time };
    const says = sums && (!playing || time - heard >= SAYS);
    if (says) heard = time;
    return { draws, writes, sums, says };
  }

  /** Draw the same picture once more: something in it has changed. */
  const redraw = () => (drawn = null);

  /** Draw and write everything once more. */
  function rewrite() {
    drawn = null;
    written = { at: null, picture: null, time: 0 };
  }

  return { next, redraw, rewrite };
}

module.exports = { createRhythm };

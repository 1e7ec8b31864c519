// The clock of the page Slide: driven by the browser's own frames while it plays. Needs a browser.
"use strict";
// At 60 positions a second each frame would fall on the border of two: one position drawn twice, the next left out.
const AHEAD = 4; // ms
const LONGEST = 100; // ms that one frame counts for; a tab that slept does not leap

/** `last()` and `speed()` are asked at each frame; `tick(playing)` is told of each new moment. */
function slideClock({ last, speed, tick }) {
  const clock = { at: 0, playing: false, go, play, pause };
  let before = 0; // time of the frame before
  let next = 0; // the frame asked for

  function frame(time) {
    if (!clock.playing) return;
    const passed = Math.min(LONGEST, time - before) / 1000;
    before = time;
    clock.at = Math.min(last(), clock.at + passed * speed());
    if (clock.at === last()) clock.playing = false;
    tick(clock.playing);
    next = requestAnimationFrame(frame);
  }

  /** Run on from here; from the start where the end was reached. */
  function play() {
    if (clock.playing) return;
    if (clock.at >= last()) clock.at = 0;
    clock.playing = true;
    cancelAnimationFrame(next); // left over where it was paused and goes on within one frame
    next = requestAnimationFrame((time) => {
      before = time - AHEAD;
      frame(time);
    });
  }

  function pause() {
    clock.playing = false;
    tick(false);
  }

  /** Go to a moment, and stay there unless it plays. */
  function go(at) {
    clock.at = Math.max(0, Math.min(last(), at));
    tick(clock.playing);
  }

  return clock;
}

module.exports = slideClock;

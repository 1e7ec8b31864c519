// The clock: advances a scene with requestAnimationFrame. Needs a browser.
"use strict";
const { last, speed } = require("./scene.js");

// Without it, at 60 positions a second, each frame would fall on the border between two positions: some would be drawn
// twice, and others skipped.
const AHEAD = 4; // ms
const LONGEST = 100; // ms that one frame may advance the clock, so that a tab does not jump after it was hidden

/** The clock of a scene; `tick(playing)` is called at each new moment. */
function createClock(scene, tick) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const clock = { playing: false, go, play, pause, isStill: () => still.matches };
  let previous = 0; // time of the previous frame
  let request = 0; // id of the requested animation frame

  function frame(time) {
    if (!clock.playing) return;
    if (still.matches) return pause(); // the system setting changed while the clock was running
    const passed = Math.min(LONGEST, time - previous) / 1000;
    previous = time;
    scene.at = Math.min(last(scene), scene.at + passed * speed(scene));
    if (scene.at === last(scene)) clock.playing = false;
    tick(clock.playing);
    request = requestAnimationFrame(frame);
  }

  /** Run from the current moment, or from the start if the end was reached. */
  function play() {
    if (clock.playing) return;
    if (scene.at >= last(scene)) scene.at = 0;
    clock.playing = true;
    cancelAnimationFrame(request); // still pending if the clock was paused less than a frame ago
    request = requestAnimationFrame((time) => {
      previous = time - AHEAD;
      frame(time);
    });
  }

  function pause() {
    clock.playing = false;
    tick(false);
  }

  /** Go to a moment and stay there. */
  function go(at) {
    scene.at = Math.max(0, Math.min(last(scene), at));
    pause();
  }

  return clock;
}

module.exports = { createClock };

// The clock: moves a scene from moment to moment, driven by the browser's own frames. Needs a browser.
"use strict";
const { last, speed } = require("./scene.js");

// At 60 positions a second each frame would fall on the border of two: one position drawn twice, the next left out.
const AHEAD = 4; // ms
const LONGEST = 100; // ms that one frame counts for; a tab that slept does not leap

/** The clock of a scene; `tick(playing)` is told of each new moment. */
function createClock(scene, tick) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const clock = { playing: false, go, play, pause, isStill: () => still.matches };
  let before = 0; // time of the frame before
  let next = 0; // the frame asked for

  function frame(time) {
    if (!clock.playing) return;
    if (still.matches) return pause(); // asked for meanwhile
    const passed = Math.min(LONGEST, time - before) / 1000;
    before = time;
    scene.at = Math.min(last(scene), scene.at + passed * speed(scene));
    if (scene.at === last(scene)) clock.playing = false;
    tick(clock.playing);
    next = requestAnimationFrame(frame);
  }

  /** Run on from here; from the start where the end was reached. */
  function play() {
    if (clock.playing) return;
    if (scene.at >= last(scene)) scene.at = 0;
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

  /** Go to a moment and stay there. */
  function go(at) {
    scene.at = Math.max(0, Math.min(last(scene), at));
    pause();
  }

  return clock;
}

module.exports = { createClock };

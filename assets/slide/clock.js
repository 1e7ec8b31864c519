// The clock: advances a scene with requestAnimationFrame. Needs a browser.
"use strict";
const { last, rest, resume, speed } = require("./scene.js");

// Without it, at 60 positions a second, each frame would fall on the border between two positions: some would be drawn
// twice, and others skipped.
const AHEAD = 4; // ms
const LONGEST = 100; // ms that one frame may advance the clock, so that a tab does not jump after it was hidden

/** The clock of a scene; `tick(playing)` is called at each new moment. */
function createClock(scene, tick) {
  const clock = { playing: false, go, play, pause };
  let previous = 0; // time of the previous frame
  let request = 0; // id of the requested animation frame

  function frame(time) {
    if (!clock.playing) return;
    const passed = Math.min(LONGEST, time - previous) / 1000;
    previous = time;
    scene.at = Math.min(end(), scene.at + passed * speed(scene));
    if (scene.at === end()) return pause();
    tick(true);
    request = requestAnimationFrame(frame);
  }

  /** Where the clock stops: in step, the last position takes its time, too. */
  const end = () => last(scene) + (scene.race ? 0 : 0.999);

  /** Run from the current moment, or from the start if the end was reached. */
  function play() {
    if (clock.playing) return;
    if (scene.at >= last(scene) && scene.shown === null) scene.at = 0;
    resume(scene);
    clock.playing = true;
    cancelAnimationFrame(request); // still pending if the clock was paused less than a frame ago
    request = requestAnimationFrame((time) => {
      previous = time - AHEAD;
      frame(time);
    });
  }

  function pause() {
    clock.playing = false;
    rest(scene);
    tick(false);
  }

  /** Go to a moment and stay there. */
  function go(at) {
    scene.at = Math.max(0, Math.min(last(scene), at));
    scene.shown = null;
    pause();
  }

  return clock;
}

/** Whether the reader's system asks for less motion. */
const isMotionReduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

module.exports = { createClock, isMotionReduced };

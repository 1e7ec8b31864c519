// The scene: the reader's choices on the page and the moment of the clock, as plain values. No DOM: node can load it.
"use strict";
const schedule = require("./schedule.js");

const SLOW = 3; // the highest speed, in positions a second, at which products appear one by one

/**
 * The initial scene: `race` or in step; `stepwise` or pixel by pixel; `rotated` kernels; the number of the `output`
 * filter and of the `first` visible channel; the moment `at`; the speed of each mode; and `work`, from schedule.work,
 * which is null before the first answer.
 */
const create = () => ({
  race: false,
  stepwise: false,
  rotated: false,
  output: 6,
  first: 0,
  at: 0,
  speeds: { step: SLOW, race: null }, // until the reader chooses a speed, it depends on the length of the race
  work: null,
});

const mode = ({ race }) => (race ? "race" : "step");

/** The last moment of the clock. */
const last = (scene) => schedule.last(scene.work, scene);

/** The moment to draw; in step, it is a whole position. */
const position = ({ race, at }) => (race ? at : Math.floor(at));

/** Positions a second. */
const speed = (scene) => scene.speeds[mode(scene)] ?? schedule.pace(last(scene));

const setSpeed = (scene, value) => (scene.speeds[mode(scene)] = value);

/** Choose the next speed, or with -1 the previous one, if there is one. */
function changeSpeed(scene, by) {
  const next = schedule.SPEEDS[schedule.SPEEDS.indexOf(speed(scene)) + by];
  if (next) setSpeed(scene, next);
}

/** Whether the products of a window appear one by one while the clock is running. */
const isSlow = (scene) => !scene.race && speed(scene) <= SLOW && scene.at < scene.work.pixels;

/** Change the layer, and keep the output position if the new layer has it. */
function follow(scene, work) {
  if (scene.work) scene.at = schedule.carry(scene.at, scene.work, work, scene);
  scene.work = work;
}

module.exports = { changeSpeed, create, follow, isSlow, last, position, setSpeed, speed };

// What a reader has chosen to see, and the moment of the clock: plain values. No DOM: node can load it.
"use strict";
const schedule = require("./schedule.js");

const SLOW = 3; // positions a second up to which the products come one after the other

/**
 * The first scene: mode, order and kernels, the output filter, the first channel that is shown, the moment, the speed
 * of each mode; and `work`, the layer as schedule.js knows it, which is null until there is a picture.
 */
const create = () => ({
  race: false,
  stepwise: false,
  turned: false,
  output: 6,
  first: 0,
  at: 0,
  speeds: { step: SLOW, race: null }, // a race has no speed of its own until somebody chooses one
  work: null,
});

const mode = ({ race }) => (race ? "race" : "step");

/** The last moment of the clock. */
const last = (scene) => schedule.last(scene.work, scene);

/** The moment that is drawn: in step the lanes stand at whole positions. */
const position = ({ race, at }) => (race ? at : Math.floor(at));

/** Positions a second. */
const speed = (scene) => scene.speeds[mode(scene)] ?? schedule.pace(last(scene));

const setSpeed = (scene, value) => (scene.speeds[mode(scene)] = value);

/** The next speed, or by -1 the one before; at both ends it stays. */
function changeSpeed(scene, by) {
  const next = schedule.SPEEDS[schedule.SPEEDS.indexOf(speed(scene)) + by];
  if (next) setSpeed(scene, next);
}

/** Whether the products of a window come one after the other while the clock runs. */
const isSlow = (scene) => !scene.race && speed(scene) <= SLOW && scene.at < scene.work.pixels;

/** Take over another layer, at the same place as before where there still is one. */
function follow(scene, work) {
  if (scene.work) scene.at = schedule.carry(scene.at, scene.work, work, scene);
  scene.work = work;
}

module.exports = { changeSpeed, create, follow, isSlow, last, position, setSpeed, speed };

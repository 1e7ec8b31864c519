// The scene: the reader's choices on the page and the moment of the clock, as plain values. No DOM: node can load it.
"use strict";
const schedule = require("./schedule.js");

const FIRST_SPEED = 0.5; // positions a second; each channel's products can be followed

/**
 * The initial scene: `race` or in step; `stepwise` or pixel by pixel; `rotated` kernels; the `lane` that a phone shows;
 * the indices of the `output` filter and of the first visible `map`; the position `at`; how many products of it are
 * `shown`, or null for all; whether it `isPlaced` by an address; the speed of each mode. Before the first answer,
 * `work`, from schedule.work, and `window`, the number of visible rows and of taps, are null.
 */
const create = () => ({
  race: false,
  stepwise: false,
  rotated: false,
  lane: "standard",
  output: 0,
  map: 0,
  at: 0,
  shown: null,
  isPlaced: false,
  speeds: { step: FIRST_SPEED, race: null }, // until the reader chooses a speed, it depends on the length of the race
  work: null,
  window: null,
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

/** Change the layer, and keep the output position if the new layer has it; one from an address stays as it is. */
function follow(scene, work, window) {
  if (scene.work && !scene.isPlaced) scene.at = schedule.carry(scene.at, scene.work, work, scene);
  scene.at = Math.min(scene.at, schedule.last(work, scene));
  scene.isPlaced = false;
  if (scene.window?.rows !== window.rows || scene.window.taps !== window.taps) scene.shown = null;
  Object.assign(scene, { work, window });
}

/** Whether the products of a position appear one after the other while the clock is running. */
const isSlow = (scene) => !scene.race && scene.at < scene.work.pixels && speed(scene) <= schedule.CHANNELS_SPEED;

/** How many products of the position are shown. More than there are means that their sums are finished, too. */
function products(scene, playing) {
  if (playing && isSlow(scene)) return schedule.reveal(scene.at % 1, speed(scene), scene.window);
  return scene.shown ?? Infinity;
}

/** Stop the clock where it is: at a whole position in step, with the products that are shown. */
function rest(scene) {
  if (scene.race) return;
  if (scene.at % 1 && isSlow(scene)) scene.shown = finite(scene, products(scene, true));
  scene.at = Math.floor(scene.at);
}

/** Start the clock with the products that are shown. */
function resume(scene) {
  if (scene.shown && isSlow(scene)) scene.at += schedule.shareOf(scene.shown, scene.window);
  scene.shown = null;
}

/** Go on by one product, or with -1 back by one. The sums of all products are a step of their own. */
function stepProduct(scene, by) {
  const most = scene.window.rows * scene.window.taps;
  const next = (scene.shown ?? most + 1) + by;
  if (next > most + 1 || next < 1) {
    const at = Math.floor(scene.at) + by;
    if (at < 0 || at > last(scene)) return;
    scene.at = at;
    scene.shown = by > 0 ? 1 : null;
  } else scene.shown = finite(scene, next);
}

const finite = ({ window }, shown) => (shown > window.rows * window.taps ? null : shown);

module.exports = {
  changeSpeed,
  create,
  follow,
  isSlow,
  last,
  position,
  products,
  rest,
  resume,
  setSpeed,
  speed,
  stepProduct,
};

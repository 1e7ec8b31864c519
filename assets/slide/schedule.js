// The state of both lanes at each moment of the clock: pixels, MACs spent, finished outputs. No DOM: node can load it.
"use strict";
const { cost } = require("../layer/cost.js");
const { clamp, windows } = require("../layer/geometry.js");

const SPEEDS = [0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120, 200, 300, 600]; // positions a second
const PRODUCTS_SPEED = 0.25; // up to it products appear one by one,
const CHANNELS_SPEED = 1; // up to it one channel after the other
const SHORTEST = 120; // ms for which one product can be followed
const SHOWING = 0.85; // the share of the time at a position in which the products appear; the rest is for their sums
const RACE = 20; // seconds that a race takes at its default speed

/** The work of a layer: its output pixels, and the MACs of each stage at one pixel for all filters. */
function work(settings) {
  const costs = cost(settings);
  const side = windows(settings).outputs;
  const pixels = side ** 2;
  const [standard, depthwise, pointwise] = ["standard", "depthwise", "pointwise"].map(
    (stage) => costs[stage].macs / pixels
  );
  return { side, pixels, filters: settings.filters, standard, depthwise, pointwise };
}

const total = ({ pixels, standard, depthwise, pointwise }) => ({
  standard: pixels * standard,
  separable: pixels * (depthwise + pointwise),
});

// ---- The clock -------------------------------------------------------------------------------------------------
// `mode` is { race, stepwise }. In a race both lanes have spent the same MACs, otherwise (in step) they are at the same
// pixel. With `stepwise` the separable lane first runs its depthwise step over the whole image, otherwise both steps at
// each pixel. One unit of time is one pixel in step, and the MACs of one standard pixel in a race, so that speeds
// compare.

/** The last moment of the clock. */
function last(work, { race, stepwise }) {
  const { standard, separable } = total(work);
  if (race) return Math.ceil(Math.max(standard, separable) / work.standard);
  return (stepwise ? 2 : 1) * work.pixels - 1;
}

/** The MACs that each lane has spent at a moment. */
function spent(layer, { race, stepwise }, at) {
  const { pixels, standard, depthwise, pointwise } = layer;
  const most = total(layer);
  if (race) {
    const macs = Math.round(at * standard);
    return { standard: Math.min(macs, most.standard), separable: Math.min(macs, most.separable) };
  }
  const ahead = Math.min(at + 1, pixels);
  const separable = stepwise ? ahead * depthwise + (at + 1 - ahead) * pointwise : ahead * (depthwise + pointwise);
  return { standard: ahead * standard, separable };
}

/**
 * The state of both lanes at a moment, for filter n: the `pixel` of the window and its `step`, which is also `alone` if
 * it runs over the whole image; how many pixels of the depthwise `maps` and of output n (`done`) are finished, in
 * reading order; MACs spent and their `total`; finished `outputs`; the `share` done; whether the lane is `over`.
 */
function moment(layer, mode, at, n) {
  const macs = spent(layer, mode, at);
  const lanes = {
    standard: standardAfter(layer, macs.standard, n),
    separable: (mode.stepwise ? stepByStep : pixelByPixel)(layer, macs.separable, n),
  };
  const most = total(layer);
  for (const [name, lane] of Object.entries(lanes)) {
    Object.assign(lane, {
      macs: macs[name],
      total: most[name],
      share: macs[name] / most[name],
      over: macs[name] === most[name],
    });
    // In step both lanes are at the same pixel, even if the standard lane is finished.
    if (!mode.race) lane.pixel = at % layer.pixels;
  }
  return lanes;
}

// The window stays at a pixel until the first MAC of the next pixel is spent.
const pixelAt = (macs, perPixel) => Math.max(0, Math.ceil(macs / perPixel) - 1);

/** The number of pixels finished by filter n, after MACs spent pixel by pixel on `filters` filters. */
const finishedBy = (macs, perPixel, filters, n, pixels) =>
  clamp(Math.floor((macs - ((n + 1) * perPixel) / filters) / perPixel) + 1, pixels);

function standardAfter({ pixels, filters, standard }, macs, n) {
  const outputs = Math.floor(macs / (standard / filters));
  return {
    step: "standard",
    pixel: pixelAt(macs, standard),
    maps: 0,
    done: finishedBy(macs, standard, filters, n, pixels),
    outputs,
  };
}

function pixelByPixel({ pixels, filters, depthwise, pointwise }, macs, n) {
  const perPixel = depthwise + pointwise;
  const pixel = pixelAt(macs, perPixel);
  const spentHere = macs - pixel * perPixel; // MACs spent at this pixel
  const mixed = clamp(Math.floor((spentHere - depthwise) / (pointwise / filters)), filters);
  return {
    step: spentHere <= depthwise ? "depthwise" : "pointwise",
    pixel,
    maps: pixel + (spentHere >= depthwise),
    done: pixel + (mixed > n),
    outputs: pixel * filters + mixed,
  };
}

function stepByStep({ pixels, filters, depthwise, pointwise }, macs, n) {
  const left = macs - pixels * depthwise; // MACs spent on the pointwise step
  if (left <= 0)
    return {
      alone: "depthwise",
      step: "depthwise",
      pixel: pixelAt(macs, depthwise),
      maps: Math.floor(macs / depthwise),
      done: 0,
      outputs: 0,
    };
  const outputs = Math.floor(left / (pointwise / filters));
  return {
    alone: "pointwise",
    step: "pointwise",
    pixel: pixelAt(left, pointwise),
    maps: pixels,
    done: finishedBy(left, pointwise, filters, n, pixels),
    outputs,
  };
}

/** The moment at which a pixel of a panel is finished for all filters: "standard", "depthwise" or "separable". */
function when({ pixels, standard, depthwise, pointwise }, { race, stepwise }, panel, pixel) {
  if (!race) return panel === "separable" && stepwise ? pixels + pixel : pixel;
  if (panel === "standard") return pixel + 1;
  if (!stepwise) return ((pixel + 1) * (depthwise + pointwise)) / standard;
  return (panel === "depthwise" ? (pixel + 1) * depthwise : pixels * depthwise + (pixel + 1) * pointwise) / standard;
}

/** How many products appear together at a speed: one, those of a channel, or all. */
function together(speed, { rows, taps }) {
  const each = (1000 * SHOWING) / speed / (rows * taps);
  if (speed <= PRODUCTS_SPEED && each >= SHORTEST) return 1;
  return speed <= CHANNELS_SPEED ? taps : rows * taps;
}

/**
 * How many products of a position are shown after a `share` of its time. `window` has the number of `rows` and of
 * `taps` in each; one more product than these have means that the sums are finished, too.
 */
function reveal(share, speed, window) {
  const all = window.rows * window.taps;
  if (share >= SHOWING) return all + 1;
  const group = together(speed, window);
  return Math.min(all, group * (1 + Math.floor((share / SHOWING) * (all / group))));
}

/** The share of the time at a position after which so many products are shown. */
const shareOf = (shown, { rows, taps }) => (SHOWING * (shown - 0.5)) / (rows * taps);

/**
 * The moment after the layer changed that corresponds to `at`: the same output pixel if it exists, else the nearest. In
 * a race it is the pixel of the standard lane or, once that lane is finished, the same share of the race.
 */
function carry(at, before, after, mode) {
  const round = Math.floor(at / before.pixels);
  if (mode.race && round) return (at / last(before, mode)) * last(after, mode);
  const pixel = Math.floor(at % before.pixels);
  const [row, column] = [Math.floor(pixel / before.side), pixel % before.side].map((n) => clamp(n, after.side - 1));
  return Math.min(round * after.pixels + row * after.side + column + (at % 1), last(after, mode));
}

/** The speed at which a race of this length takes nearly RACE seconds. */
const pace = (length) =>
  SPEEDS.reduce((best, speed) =>
    Math.abs(Math.log((speed * RACE) / length)) < Math.abs(Math.log((best * RACE) / length)) ? speed : best
  );

module.exports = {
  CHANNELS_SPEED,
  SPEEDS,
  carry,
  last,
  moment,
  pace,
  reveal,
  shareOf,
  together,
  total,
  when,
  work,
};

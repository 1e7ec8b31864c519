// Prepares an answer of the server for the page Slide. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const dom = require("../drawing/dom.js");
const geometry = require("../layer/geometry.js");
const { work } = require("./schedule.js");

const { el, onCanvas, slice } = dom;

/** Extend the answer for these settings by what both lanes need: pictures, colour scales, window geometry and work. */
function prepare(answer, settings) {
  const w = geometry.windows(settings);
  return { ...answer, settings, w, work: work(settings), pictures: pictures(answer), largest: largest(answer) };
}

/** The channels or maps for which a lane has units: the shown `names`, the number of the `first`, and the `total`. */
const units = ({ channels, maps }, lane) => (lane === "standard" ? channels : maps);

/** The channel of unit n of a lane, and in the separable lane its depthwise map. */
function owner(shown, lane, n) {
  const number = units(shown, lane).first + n;
  if (lane === "standard") return { channel: number };
  return { channel: Math.floor(number / shown.settings.multiplier), map: number };
}

/** A canvas for each map, with one pixel per cell. */
function pictures({ arrays, scales }) {
  const picture = (name, n) => {
    const [, rows, columns] = arrays[name].shape;
    const canvas = el("canvas");
    const [[kind], shades] = [scales[name][n], slice(arrays[`${name}_shades`], n)];
    onCanvas(canvas, rows, columns, (pixels) => colours.paint(shades, kind, pixels));
    return canvas;
  };
  return Object.fromEntries(Object.keys(scales).map((name) => [name, scales[name].map((_, n) => picture(name, n))]));
}

/** The values at the end of each colour scale: for each lane's filters, the products and the pointwise weights. */
function largest({ arrays }) {
  const most = ({ data }) => data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const standard = most(arrays.standard_filter);
  const products = standard * most(arrays.input);
  return { standard, separable: most(arrays.depthwise_filters), products, weights: most(arrays.weights) };
}

module.exports = { owner, prepare, units };

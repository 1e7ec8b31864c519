// An answer of the server made ready for the page Slide. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const dom = require("../drawing/dom.js");
const geometry = require("../layer/geometry.js");
const { work } = require("./schedule.js");

const { el, onCanvas, slice } = dom;

/** The answer to these settings with what both lanes need of it: pictures, scales of colours, windows and work. */
function prepare(answer, settings) {
  const w = geometry.windows(settings);
  return { ...answer, settings, w, work: work(settings), pictures: pictures(answer), largest: largest(answer) };
}

/** What a lane has a unit for: names of those that are shown, the first of them, and how many there are. */
const units = ({ channels, maps }, lane) => (lane === "standard" ? channels : maps);

/** The channel, and in the separable lane the depthwise map, that unit n of a lane belongs to. */
function owner(shown, lane, n) {
  const at = units(shown, lane).first + n;
  return lane === "standard" ? { channel: at } : { channel: Math.floor(at / shown.settings.multiplier), map: at };
}

/** A canvas for each map, of a pixel a cell. */
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

/** The values that take the whole scale of colours: of each lane's filters, of products and of pointwise weights. */
function largest({ arrays }) {
  const most = ({ data }) => data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const standard = most(arrays.standard_filter);
  const products = standard * most(arrays.input);
  return { standard, separable: most(arrays.depthwise_filters), products, weights: most(arrays.weights) };
}

module.exports = { owner, prepare, units };

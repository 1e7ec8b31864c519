// Prepares an answer of the server for the page Slide. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const geometry = require("../layer/geometry.js");
const { work } = require("./schedule.js");

const { el, onCanvas, slice } = dom;

/**
 * Extend the answer for these settings by what the page draws: the window geometry, the work, pictures of the maps, the
 * difference of both outputs, colour scales of filters and products, and the longest text of each kind of value.
 */
function prepare(answer, settings) {
  const { arrays, scales } = answer;
  const difference = arrays.separable.data.map((value, n) => value - arrays.standard.data[n]);
  const largest = largestOf(arrays);
  const signed = (most) => ["signed", -most, most];
  return {
    ...answer,
    settings,
    w: geometry.windows(settings),
    work: work(settings),
    differences: { data: difference, scale: signed(most(difference)), picture: signedPicture(difference) },
    pictures: pictures(answer),
    scales: { ...scales, ...Object.fromEntries(Object.entries(largest).map(([name, value]) => [name, signed(value)])) },
    widest: widestOf(arrays),
  };
}

/** The channel and the map of a visible row, their indices in the arrays, and whether the channel is new there. */
function owner({ channels, maps, settings }, row) {
  const map = maps.first + row;
  const channel = Math.floor(map / settings.multiplier);
  const isNew = row === 0 || map % settings.multiplier === 0;
  return { channel, map, index: channel - channels.first, isNew };
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

function signedPicture(values) {
  const [canvas, side] = [el("canvas"), Math.sqrt(values.length)];
  onCanvas(canvas, side, side, (pixels) => colours.paintSigned(values, pixels));
  return canvas;
}

const most = (values) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** The largest absolute values of filters and of products in each lane. */
function largestOf({ input, standard_filter, depthwise_filters }) {
  const [x, standard, depthwise] = [input, standard_filter, depthwise_filters].map(({ data }) => most(data));
  return {
    standard_filter: standard,
    depthwise_filters: depthwise,
    standard_products: standard * x,
    depthwise_products: depthwise * x,
  };
}

/** The longest text of any value of each kind; of products, a bound. */
function widestOf({ input, standard_filter, depthwise_filters, depthwise, separable, standard }) {
  const [x, ...factors] = [input, standard_filter, depthwise_filters].map(({ data }) => range(data));
  const product = x.most * Math.max(...factors.map(({ most }) => most));
  const isWhole = [x, ...factors].every(({ isWhole }) => isWhole);
  const products = { least: -product, greatest: product, isWhole };
  return {
    input: longest([x]),
    filter: longest(factors),
    products: longest([products]),
    outputs: longest([depthwise, separable, standard].map(({ data }) => range(data))),
  };
}

/** The least, the greatest and the largest absolute value, and whether all are whole numbers. */
function range(values) {
  let [least, greatest, isWhole] = [values[0], values[0], true];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    isWhole &&= Number.isInteger(value);
  }
  return { least, greatest, isWhole, most: Math.max(Math.abs(least), Math.abs(greatest)) };
}

const FRACTION = 0.88; // one whose text is as long as that of any other between 0 and 1

/** The longest text that any cell of values in these ranges can have. */
function longest(ranges) {
  const values = ranges.flatMap(({ least, greatest, isWhole }) => [
    least,
    greatest,
    ...(isWhole ? [] : [least < 0 ? -FRACTION : FRACTION]),
  ]);
  return values.map(format.cell).reduce((longest, text) => (text.length > longest.length ? text : longest));
}

module.exports = { owner, prepare };

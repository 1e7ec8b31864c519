// The scene of the page Slide in the address. No DOM: node can load it.
"use strict";
const { choice, ordinal, read, write } = require("../frame/sceneaddress.js");

const MOST = 999_999; // far more filters, channels and positions than any layer in the lab has

// Numbers start from 1, as on the page.
const FIELDS = {
  mode: choice("step", "race"),
  order: choice("pixel", "depthwise"),
  kernels: choice("correlation", "convolution"),
  filter: ordinal(MOST),
  channel: ordinal(MOST),
  at: ordinal(MOST),
};

/** The scene as a query string, with the moment of its clock. */
function query({ race, stepwise, rotated, output, map, at }) {
  const values = {
    mode: race ? "race" : "step",
    order: stepwise ? "depthwise" : "pixel",
    kernels: rotated ? "convolution" : "correlation",
    filter: output + 1,
    channel: map + 1,
    at: Math.floor(at) + 1,
  };
  return write(values, FIELDS);
}

/** The part of a scene that a query string describes, whether it does so, and what was wrong with it. */
function parse(search) {
  const { values, isGiven, message } = read(search, FIELDS);
  const { mode, order, kernels, filter, channel, at } = values;
  const scene = {
    race: mode === "race",
    stepwise: order === "depthwise",
    rotated: kernels === "convolution",
    output: filter - 1,
    map: channel - 1,
    at: at - 1,
    shown: null,
    isPlaced: true,
  };
  return { scene, isGiven, message };
}

module.exports = { parse, query };

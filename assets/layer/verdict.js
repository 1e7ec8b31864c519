// A sentence for layers whose separable form costs more. No DOM: node can load it.
"use strict";
const { cost, ratio } = require("./cost.js");

/** A sentence that says why the separable form costs more, or "" if it does not. */
function verdict(settings, labels) {
  const { filters, kernel, multiplier, unit } = settings;
  const { standard, separable } = cost(settings);
  const factor = ratio(filters, kernel, multiplier);
  if (factor > 1) return dearer(settings);
  if (separable.parameters > standard.parameters)
    return "Separable has more parameters here: the depthwise step brings biases of its own.";
  if (separable.bytes_moved > standard.bytes_moved && factor < 1)
    return `Fewer ${labels[unit]}, but more memory traffic: the maps in between are written and read.`;
  return "";
}

/** A sentence that says why the separable form needs more MACs, i.e. D·(1/N + 1/k²) > 1; else "". */
function dearer({ filters, kernel, multiplier }) {
  const factor = ratio(filters, kernel, multiplier);
  return factor > 1 ? `Separable costs more here: ${reason(filters, kernel, multiplier, factor)}.` : "";
}

function reason(filters, kernel, multiplier, factor) {
  if (kernel === 1) return "a 1×1 kernel is a pointwise step already, and the depthwise step comes on top";
  if (multiplier >= filters) {
    const as = multiplier === 1 ? "the one standard filter" : `${multiplier} standard filters`;
    return `the depthwise step alone costs as much as ${as}, and the pointwise step comes on top`;
  }
  const about = `about ${factor.toPrecision(3)}`;
  return `D = ${multiplier} maps of each channel multiply both steps, and D·(1/N + 1/k²) is ${about}`;
}

module.exports = { dearer, verdict };

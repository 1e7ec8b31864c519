// Whether both forms of the layer are equal: the standard filters are made from the separable ones, or chosen apart. No
// DOM: node can load it.
"use strict";

const EQUIVALENT = "equivalent"; // the preset of conv/weights/filters.py

let independent = null; // the preset of independent standard filters that was chosen last

const isEqual = (standard) => standard === EQUIVALENT;

/** Remember the preset of the settings, so that a switch between equal and independent returns to it. */
function follow(standard) {
  if (!isEqual(standard)) independent = standard;
}

/** The settings to change when the reader chooses `preset`; for another than the equivalent one, the last chosen. */
const choose = (preset) => ({ standard: isEqual(preset) ? preset : (independent ?? preset) });

/** The preset of a switch's two `options` that stands for the settings. */
const shown = (standard, options) => options.find((preset) => isEqual(preset) === isEqual(standard));

module.exports = { choose, follow, isEqual, shown };

// The map of the difference between both outputs, below the inputs. Needs a browser.
"use strict";
const look = require("./look.js");
const { createPanel, drawMap, entitle } = require("./panel.js");

/** The panel of the difference in the stage; see panel.js for `on`. */
function createDifferences(element, on) {
  const panel = createPanel({ kind: "difference" }, on);
  element.querySelector(".total-inputs").prepend(panel.element);
  entitle(panel, "Difference of the outputs, separable − standard");

  function draw({ differences, widest }, { standard, separable }) {
    const { data, picture, scale } = differences;
    const done = Math.min(standard.done, separable.done);
    const map = { values: data, picture, scale, widest: widest.outputs, done, outlines: [separable.here] };
    drawMap(panel, { ...map, ...separable.outputs });
  }

  return { draw, resize: ({ difference }) => look.resize(panel.canvas, difference) };
}

module.exports = { createDifferences };

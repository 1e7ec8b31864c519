// One lane: a unit for each channel or depthwise map, their sum, and the output. Needs a browser.
"use strict";
const format = require("../drawing/format.js");
const { owner, units: unitsOf } = require("./answer.js");
const { frameOf } = require("./frame.js");
const look = require("./look.js");
const { createPanel, drawMap, entitle } = require("./panel.js");
const { plus } = require("./terms.js");
const { createUnit, drawUnit, label } = require("./unit.js");

const ADDED = 4; // the most summands that are written in one line

/**
 * The lane `name`, "standard" or "separable", in its `section`. `on.point(spot)` is called with the cell under the
 * pointer, `on.go(spot)` with a clicked pixel.
 */
function createLane(section, name, on) {
  const row = section.querySelector(".units");
  const output = createPanel({ kind: "output", means: name }, on);
  const units = [];
  let shown = null; // the answer that is drawn
  section.querySelector(".lane-body").append(output.element);

  /** Take a new answer: add or remove units to match it, and label them. */
  function take(answer) {
    shown = answer;
    const { names } = unitsOf(shown, name);
    while (units.length > names.length) units.pop().element.remove();
    while (units.length < names.length) {
      const n = units.length;
      units.push(createUnit(name, () => owner(shown, name, n), on));
      row.append(units[n].element);
    }
    units.forEach(({ panels }, n) => label(name, panels, names[n], shown));
    entitle(output, `Output ${shown.output}`, `output ${shown.output}`);
  }

  /** Set the sides of the panels in CSS pixels, with `across` units per row. */
  function resize({ side, output: outputSide, across }) {
    for (const { panels } of units)
      for (const panel of Object.values(panels)) look.resize(panel.canvas, panel.share * side);
    look.resize(output.canvas, outputSide);
    // If the units fill all rows, the sum stands beside them.
    section.classList.toggle("full", units.length % across === 0);
    section.style.setProperty("--down", Math.ceil(units.length / across));
  }

  /** Draw the moment `now`, from schedule.moment. See frame.js for `taps` and `spot`, unit.js for `writes`. */
  function draw(now, taps, spot, writes) {
    const frame = frameOf(shown.w, now, taps, spot);
    const shares = units.map(({ panels }, n) => drawUnit(name, panels, n, shown, frame, writes));
    drawOutput(output, shown.arrays[name].data, shown.pictures[name][0], frame);
    if (!writes) return;
    section.dataset.alone = now.alone ?? "";
    writeSum(section.querySelector(".lane-sum"), name, shown, shares, now, frame);
  }

  return { draw, resize, take };
}

function drawOutput(output, values, picture, { here, alone, done, outputs, lit }) {
  const outlines = alone === "depthwise" ? [] : [here]; // the pointwise step has not begun
  drawMap(output, { values, picture, done, ...outputs, outlines, lit: lit?.pixels });
}

/** Write the sum of the units' shares, and its result. */
function writeSum(sum, name, shown, shares, { pixel }, { summed }) {
  const [, terms, result] = sum.children;
  const { names, total } = unitsOf(shown, name);
  const others = total > names.length ? " + …" : "";
  sum.classList.toggle("waits", !summed);
  terms.hidden = shares.length > ADDED;
  terms.textContent = `${plus(shares.map((share) => format.value(share, 3)))}${others} =`;
  result.textContent = format.value(shown.arrays[name].data[pixel], 4);
}

module.exports = { createLane };

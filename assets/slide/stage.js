// The stage: the inputs and both lanes, row by row. Needs a browser.
"use strict";
const { owner } = require("./answer.js");
const { createDifferences } = require("./differences.js");
const { createLane } = require("./lane.js");
const rowsOf = require("./row.js");

/** The stage in `element`; `on.point(spot)` and `on.go(spot)` as in panel.js. */
function createStage(element, on) {
  const rows = [];
  let shown = null; // the answer that is drawn
  const lanes = { standard: createLane(element, "standard", on), separable: createLane(element, "separable", on) };
  const differences = createDifferences(element, on);

  /** Take a new answer: show so many of its rows, and label them. */
  function take(answer, count) {
    shown = answer;
    while (rows.length > count) rows.pop().element.remove();
    while (rows.length < count) {
      const n = rows.length;
      rows.push(rowsOf.createRow(n, () => owner(shown, n), on));
      element.querySelector(".rows").append(rows[n].element);
    }
    rows.forEach((row, n) => rowsOf.label(row, n, shown));
    for (const lane of Object.values(lanes)) lane.take(shown);
    element.style.setProperty("--rows", count);
  }

  /** Set the resolution of all panels. */
  function resize(sizes) {
    for (const row of rows) rowsOf.resize(row, sizes);
    for (const part of [...Object.values(lanes), differences]) part.resize(sizes);
  }

  /** Draw the frames of both lanes; see row.js for `writes`. */
  function draw(frames, writes) {
    const shares = rows.map((row, n) => rowsOf.draw(row, n, shown, frames, writes));
    const channels = shares.filter((_, n) => owner(shown, n).isNew);
    lanes.standard.draw(shown, frames.standard, channels.map(({ standard }) => standard), writes);
    lanes.separable.draw(shown, frames.separable, shares.map(({ separable }) => separable), writes);
    if (!shown.isEqual) differences.draw(shown, frames);
    element.dataset.alone = frames.separable.alone ?? "";
  }

  return { draw, resize, take };
}

module.exports = { createStage };

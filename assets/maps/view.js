// The page Maps: grids, matrix and dialog follow the settings and the pointer. Needs a browser.
"use strict";
const agreement = require("../layer/agreement.js");
const { createComparison } = require("./comparison.js");
const { editor } = require("./editor.js");
const { grid } = require("./grid.js");
const groups = require("./groups.js");
const { GRIDS, OUTPUTS } = require("./maps.js");
const { matrix } = require("./matrix.js");
const pointers = require("./pointer.js");
const { createScene } = require("./scene.js");
const { source } = require("./source.js");

/** Start the page in `element`; `lab` is the interface of the frame. */
function enter(element, lab) {
  const find = (selector) => element.querySelector(selector);
  const setEdits = (edits) => lab.change({ edits });
  const say = ({ message }) => (find("#maps-note").textContent = message); // an error's sentence for the reader
  const remember = () => scene.remember();
  let output = 0; // the output whose mix is shown: its index in the grids

  const maps = source(element, draw, say);
  const { settings, shown, turnPage } = maps;
  const pointer = pointers.follow(element, { shown, moved: readOut, say });
  const on = { choose, leave: pointer.leave, point, turnPage, open: (name, n) => dialog.open(name, n) };
  on.focus = (name, n) => OUTPUTS.includes(name) && choose(n);
  const grids = Object.fromEntries(GRIDS.map((name) => [name, grid(find("#maps-" + name), name, on)]));
  const weights = matrix(find("#maps-pointwise"), on);
  const set = (...value) => setEdits(groups.edit(settings().edits, ...value));
  const title = (name, n) => grids[name].titleOf(n);
  const dialog = editor(find("#maps-dialog"), { pointer, remember, say, set, shown, title, turnPage });
  const scene = createScene(lab, { dialog, pointer, source: maps });
  const [comparison, fit] = [createComparison(element, lab.change), fitting(grids)];
  /** Paint an answer everywhere. */
  function draw(answer) {
    for (const part of [...Object.values(grids), weights, comparison]) part.draw(answer);
    choose(Math.min(output, answer.arrays.weights.shape[0] - 1));
    drawFilterRow(find, answer.settings);
    fit(answer);
    pointer.refresh();
    dialog.refresh();
    scene.draw();
    element.dataset.painted = JSON.stringify(answer.settings);
    say({ message: "" });
  }

  function choose(n) {
    output = n;
    weights.mark(n);
    comparison.mark(shown(), n);
    for (const name of OUTPUTS) grids[name].mark(n);
  }

  function point(name, row, column, n) {
    if (OUTPUTS.includes(name)) choose(n);
    pointer.point(name, row, column);
  }

  function readOut() {
    for (const name of GRIDS) grids[name].write((n, digits) => pointer.value(name, n, digits));
    dialog.follow();
    if (dialog.opened()) remember();
  }

  lab.controls(find(".maps-filters"));
  find("#maps-reset").addEventListener("click", () => setEdits(""));
  new ResizeObserver(() => shown() && fit()).observe(element);
  return { element, show, refetch: maps.request, query: scene.query, arrive: scene.arrive, settle: scene.remember.now };

  function show(settings) {
    agreement.follow(settings.standard);
    scene.follow(settings);
  }
}

/** A function that fits the maps to the page; for an answer that changes no sizes, it avoids a layout. */
function fitting(grids) {
  let fitted = ""; // what determines the sizes of the maps, apart from the size of the page
  return (answer) => {
    const room = answer ? roomOf(answer) : fitted;
    if (!answer || room !== fitted) GRIDS.forEach((name) => grids[name].fit());
    fitted = room;
  };
}

/** A key of everything that determines the room for maps: the number of maps, and visible controls. */
function roomOf({ arrays, grids, settings: { depthwise, pointwise, standard, edits } }) {
  const maps = GRIDS.map((name) => [arrays[name].shape[0], grids[name].first]);
  return JSON.stringify([maps, depthwise, pointwise, standard, edits !== ""]);
}

/** In the row about filters, show the seed and Undo only if they have an effect. */
function drawFilterRow(find, { edits, depthwise, pointwise, standard }) {
  const random = [depthwise, pointwise, standard].includes("random");
  find("#maps-reset").style.display = edits ? "" : "none";
  find(".maps-seed").style.display = random ? "" : "none";
}

module.exports = { enter };

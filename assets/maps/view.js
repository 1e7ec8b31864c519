// The page Maps: asks for the maps of the settings, and follows the pointer in all grids at once. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { ask } = require("../picture/ask.js");
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const maps = require("./maps.js");
const mapsEditor = require("./editor.js");
const mapsGrid = require("./grid.js");
const mapsMatrix = require("./matrix.js");

const GRIDS = ["input", "depthwise", "separable", "standard"];
const OUTPUTS = ["separable", "standard"]; // turned and chosen together

/** The page in `element`; `change(edits)` sets filter values by hand. */
function mapsView(element, change) {
  const find = (selector) => element.querySelector(selector);
  const first = {}; // map of each grid to start from
  let settings = null; // of the picture asked for last
  let shown = null; // the answer that is painted
  let exact = null; // its values, once the pointer has asked for them
  let output = 0; // whose mixing is shown, as a place in the grid
  let at = null; // the pixel under the pointer

  // ---- Asking and painting ---------------------------------------------------------------------------------
  const update = answers.latest(async () => {
    const asked = { settings, first: { ...first } };
    const answer = await ask("/answers/maps", asked.settings, asked.first);
    shown = { ...answer, ...asked };
    exact = null;
    draw();
    say({ message: "" });
  }, say);

  /** Follow new settings; how the costs are counted changes no map. */
  function show({ unit, bias, ...pictured }) {
    if (JSON.stringify(pictured) === JSON.stringify(settings)) return;
    settings = pictured;
    request();
  }

  function request() {
    element.classList.add("stale");
    update();
  }

  function draw() {
    element.classList.remove("stale");
    for (const name of GRIDS) grid[name].draw(shown);
    matrix.draw(shown);
    choose(Math.min(output, shown.arrays.weights.shape[0] - 1));
    for (const name of GRIDS) grid[name].fit();
    const { edits, depthwise, pointwise, standard } = shown.settings;
    find("#maps-reset").style.display = edits ? "" : "none";
    find(".maps-seed").style.display = [depthwise, pointwise, standard].includes("random") ? "" : "none";
    find(".maps-agreement").textContent = shown.difference === null ? "" : maps.agreement(shown.difference);
    if (at) {
      outline();
      needExact();
    }
    editor.refresh();
    element.dataset.painted = JSON.stringify(shown.settings);
  }

  /** An error's sentence for the reader. */
  function say({ message }) {
    find("#maps-note").textContent = message;
  }

  function turn(name, to) {
    first[`first_${OUTPUTS.includes(name) ? "outputs" : name}`] = to;
    request();
  }

  function choose(place) {
    output = place;
    matrix.mark(output);
    for (const name of OUTPUTS) grid[name].mark(output);
  }

  // ---- The pixel under the pointer -------------------------------------------------------------------------
  const needExact = answers.latest(async () => {
    if (!at || holds()) return;
    const of = shown;
    const where = { row: at.row, column: at.column, input_row: at.inputRow, input_column: at.inputColumn };
    const answer = await ask("/answers/values", of.settings, { ...of.first, ...where });
    if (of !== shown) return;
    exact = answer;
    if (at) outline();
  }, say);

  /** Whether the values that are here hold the pixel pointed at, in all grids; what lies in the padding has none. */
  const holds = () => exact !== null && GRIDS.every((name) => !inside(name) || place(name) !== null);

  const inside = (name) => {
    const [row, column] = pixel(name);
    const [, rows, columns] = shown.arrays[name].shape;
    return row >= 0 && column >= 0 && row < rows && column < columns;
  };

  /** Where the pixel lies in the tile of values, or null. */
  function place(name) {
    const [top, left] = exact.corners[name];
    const [, rows, columns] = exact.arrays[name].shape;
    const [row, column] = pixel(name);
    const within = row >= top && column >= left && row < top + rows && column < left + columns;
    return within ? (row - top) * columns + column - left : null;
  }

  function point(name, row, column, place) {
    const [, rows] = shown.arrays.standard.shape;
    at = maps.point(name, row, column, shown.window, rows);
    if (OUTPUTS.includes(name) && place !== undefined) choose(place);
    outline();
    needExact();
  }

  /** Outline the pixel in every map, and write its value under each. */
  function outline() {
    for (const [name, cells] of Object.entries(maps.places(at, shown.window))) element.style.setProperty("--" + name, cells);
    element.classList.add("pointing");
    for (const name of GRIDS) grid[name].write((n, digits) => value(name, n, digits));
    editor.follow();
  }

  /** The pixel of a grid that is pointed at; before anything is, the one in the middle. */
  function pixel(name) {
    const [, rows] = shown.arrays[name].shape;
    if (!at) return [rows >> 1, rows >> 1];
    return name === "input" ? [at.inputRow, at.inputColumn] : [at.row, at.column];
  }

  /** The backend's value there, in map n of a grid. */
  function value(name, n, digits) {
    if (!inside(name)) return "padding";
    const here = exact && place(name);
    return here === null ? "" : format.value(dom.slice(exact.arrays[name], n)[here], digits);
  }

  function leave() {
    at = null;
    element.classList.remove("pointing");
  }

  // ---- Parts -----------------------------------------------------------------------------------------------
  const on = { choose, leave, point, turn, open: (name, n) => editor.open(name, n) };
  on.focus = (name, n) => OUTPUTS.includes(name) && choose(n);
  const grid = Object.fromEntries(GRIDS.map((name) => [name, mapsGrid(find("#maps-" + name), name, on)]));
  const matrix = mapsMatrix(find("#maps-pointwise"), on);
  const editor = mapsEditor(find("#maps-dialog"), {
    leave,
    pixel,
    point,
    say,
    turn,
    value,
    shown: () => shown,
    title: (name, n) => grid[name].titleOf(n),
    set: (where, number) => change(maps.edit(settings.edits, where, number)),
  });

  find("#maps-reset").addEventListener("click", () => change(""));
  new ResizeObserver(() => shown && GRIDS.forEach((name) => grid[name].fit())).observe(element);
  return { element, show, again: request };
}

module.exports = {
  enter(element, lab) {
    lab.controls(element.querySelector(".maps-filters"));
    return mapsView(element, (edits) => lab.change({ edits }));
  },
};

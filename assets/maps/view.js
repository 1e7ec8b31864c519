// The page Maps: grids, matrix and dialog follow the settings and the pointer. Needs a browser.
"use strict";
const { build } = require("../drawing/controls.js");
const { debounce } = require("../drawing/rest.js");
const agreement = require("../layer/agreement.js");
const address = require("./address.js");
const { drawDifference } = require("./difference.js");
const { editor } = require("./editor.js");
const { grid } = require("./grid.js");
const groups = require("./groups.js");
const maps = require("./maps.js");
const { matrix } = require("./matrix.js");
const pointers = require("./pointer.js");
const { source } = require("./source.js");

const { GRIDS, OUTPUTS } = maps;

/** Start the page in `element`; `lab` is the interface of the frame. */
function enter(element, lab) {
  const find = (selector) => element.querySelector(selector);
  const setEdits = (edits) => lab.change({ edits });
  const say = ({ message }) => (find("#maps-note").textContent = message); // an error's sentence for the reader
  let output = 0; // the output whose mix is shown: its index in the grids

  const { follow, pages, request, setPages, settings, shown, turnPage } = source(element, draw, say);
  const pointer = pointers.follow(element, { shown, moved: readOut, say });
  const on = { choose, leave: pointer.leave, point, turnPage, open: (name, n) => dialog.open(name, n) };
  on.focus = (name, n) => OUTPUTS.includes(name) && choose(n);
  const grids = Object.fromEntries(GRIDS.map((name) => [name, grid(find("#maps-" + name), name, on)]));
  const weights = matrix(find("#maps-pointwise"), on);
  const dialog = editor(find("#maps-dialog"), {
    pointer,
    say,
    shown,
    turnPage,
    title: (name, n) => grids[name].titleOf(n),
    changed: () => remember(),
    set: (code, number) => setEdits(groups.edit(settings().edits, code, number)),
  });
  const fit = () => GRIDS.forEach((name) => grids[name].fit());
  let fitted = ""; // what determines the sizes of the maps, apart from the size of the page

  /** Paint an answer everywhere. */
  function draw(answer) {
    for (const name of GRIDS) grids[name].draw(answer);
    weights.draw(answer);
    choose(Math.min(output, answer.arrays.weights.shape[0] - 1));
    drawFilterRow(find, answer.settings);
    const room = roomOf(answer);
    if (room !== fitted) fit(); // if a slider changes no sizes, avoid a layout
    fitted = room;
    drawAgreement(answer);
    pointer.refresh();
    dialog.refresh();
    openGiven();
    element.dataset.painted = JSON.stringify(answer.settings);
    say({ message: "" });
  }

  /** Show whether both outputs agree, and if not, where they differ. */
  function drawAgreement({ difference, settings: { multiplier, standard } }) {
    const isEqual = agreement.isEqual(standard);
    element.classList.toggle("independent", !isEqual);
    find(".maps-agreement").textContent = maps.agreement(difference, isEqual, multiplier);
    equal.show(agreement.shown(standard, equal.values));
  }

  function choose(n) {
    output = n;
    if (!agreement.isEqual(shown().settings.standard)) drawDifference(find("#maps-difference canvas"), shown(), n);
    weights.mark(n);
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

  // ---- The scene in the address
  let given = null; // the scene of an address that has not been drawn
  let hasArrived = false;
  const remember = debounce(() => lab.remember("", true));

  /** Take the scene of the address, which is drawn with the next answer. */
  function takeScene() {
    given = address.parse(location.search);
    setPages(given.first);
    if (given.message) lab.say(given.message);
  }

  /** Open the map of the address, and outline its pixel. */
  function openGiven() {
    const scene = given;
    given = null;
    if (!scene?.open) return scene && dialog.close();
    const { name, number } = scene.open;
    if (number >= shown().grids[name].total) return;
    if (!dialog.show(name, number)) turnPage(name, number);
    const side = shown().arrays[name].shape[1];
    if (scene.pixel) pointer.point(name, ...scene.pixel.map((n) => Math.min(n, side - 1)));
  }

  /** Take the scene of another entry of the history, whose settings are shown next. */
  function arrive() {
    takeScene();
    hasArrived = true;
  }

  function query() {
    const open = dialog.opened();
    return address.query({ open, pixel: open && pointer.isPointing() ? pointer.pixel(open.name) : null, first: pages() });
  }

  const { agreement: equal } = build(find(".maps-compare"), (_, preset) => lab.change(agreement.choose(preset)));
  lab.controls(find(".maps-filters"));
  find("#maps-reset").addEventListener("click", () => setEdits(""));
  new ResizeObserver(() => shown() && fit()).observe(element);
  function show(settings) {
    agreement.follow(settings.standard);
    follow(settings, hasArrived);
    hasArrived = false;
  }

  takeScene();
  return { element, show, refetch: request, query, arrive, settle: remember.now };
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

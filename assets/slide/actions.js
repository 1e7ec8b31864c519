// The actions of the page Slide, which buttons, keys and controls start. Needs a browser.
"use strict";
const agreement = require("../layer/agreement.js");
const dialogs = require("./dialog.js");
const { draw, lanesNow } = require("./moment.js");
const { clamp } = require("../layer/geometry.js");
const schedule = require("./schedule.js");
const scenes = require("./scene.js");

const step = ({ clock, scene }, by) => clock.go(Math.round(scenes.position(scene)) + by);

/** Start the clock, and update the play button before the first new position. */
function play(page) {
  page.clock.play();
  showControls(page);
}

const showControls = ({ bar, clock, scene, shown }) => bar.show(scene, shown, clock);

function playOrPause(page) {
  if (page.clock.playing) page.clock.pause();
  else play(page);
}

function changeSpeed(page, by) {
  scenes.changeSpeed(page.scene, by);
  showControls(page);
}

function setRace(page, race) {
  if (race === page.scene.race) return;
  if (race) page.chart.ask();
  page.scene.race = race;
  page.clock.go(0);
  page.fit();
}

/** Stop, and show one product more, or with -1 one less; in a race, go on by one position. */
function stepProduct(page, by) {
  if (page.scene.race) return step(page, by);
  page.clock.pause();
  scenes.stepProduct(page.scene, by);
  page.clock.pause();
}

/** Show another filter or other channels: set `name` to `n`, clamped to `total`. */
function choose({ scene, request }, name, n, total) {
  scene[name] = clamp(n, total - 1);
  request();
}

/** Show the next filter, or with -1 the previous one; this layer may lack the filter that the scene has chosen. */
function nextFilter(page, by) {
  const { filters } = page.shown.work;
  choose(page, "output", clamp(page.scene.output, filters - 1) + by, filters);
}

// Actions of buttons and keys, by name.
const ACTIONS = {
  play: playOrPause,
  forward: (page) => step(page, 1),
  back: (page) => step(page, -1),
  productForward: (page) => stepProduct(page, 1),
  productBack: (page) => stepProduct(page, -1),
  rowForward: (page) => step(page, page.shown.work.side),
  rowBack: (page) => step(page, -page.shown.work.side),
  start: ({ clock }) => clock.go(0),
  end: ({ clock, scene }) => clock.go(scenes.last(scene)),
  faster: (page) => changeSpeed(page, 1),
  slower: (page) => changeSpeed(page, -1),
  nextFilter: (page) => nextFilter(page, 1),
  previousFilter: (page) => nextFilter(page, -1),
  race: (page) => setRace(page, !page.scene.race),
  terms: (page) => dialogs.terms(page.dialog, page.shown, lanesNow(page)),
  help: ({ dialog }) => dialogs.keys(dialog),
};

// Handlers of controls, by name; the second argument is the new value.
const CHOICES = {
  at: ({ clock }, at) => clock.go(at),
  filter: (page, n) => choose(page, "output", n - 1, page.shown.work.filters),
  map: (page, n) => choose(page, "map", n - 1, page.shown.maps.total),
  agreement: (page, preset) => page.change(agreement.choose(preset)),
  lane(page, lane) {
    page.scene.lane = lane;
    page.fit();
  },
  race: setRace,
  speed(page, value) {
    scenes.setSpeed(page.scene, value);
    showControls(page);
  },
  stepwise({ clock, scene }, stepwise) {
    scene.stepwise = stepwise;
    clock.go(0);
  },
  rotated({ request, scene }, rotated) {
    scene.rotated = rotated;
    request();
  },
};

// Without an answer to show (none yet, or the server refused), actions do nothing.
const act = (page, name) => page.shown && ACTIONS[name](page);
const set = (page, name, value) => page.shown && CHOICES[name](page, value);

/** Go to the moment at which a clicked pixel is finished; a difference is finished with the separable output. */
function goTo({ clock, scene, shown }, { panel, row, column }) {
  const lane = panel === "difference" ? "separable" : panel;
  clock.go(schedule.when(shown.work, scene, lane, row * shown.work.side + column));
}

/** Highlight the cells that belong to the cell `spot`, and describe it; null clears the highlight. */
function point(page, spot) {
  if (!spot && !page.spot) return;
  page.spot = spot;
  page.rhythm.redraw(); // also while the clock is running
  if (page.shown && !page.clock.playing) draw(page, false);
}

module.exports = { act, goTo, play, point, set };

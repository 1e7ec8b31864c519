// The page Slide: one clock moves both lanes over the arrays that the server computes. Needs a browser.
"use strict";
const { dialog } = require("../drawing/controls.js");
const actions = require("./actions.js");
const { prepare } = require("./answer.js");
const { createAsking } = require("./asking.js");
const { createBar } = require("./bar.js");
const { createChart } = require("./chart.js");
const { createClock } = require("./clock.js");
const keys = require("./keys.js");
const { createLane } = require("./lane.js");
const moment = require("./moment.js");
const { createRhythm } = require("./rhythm.js");
const scenes = require("./scene.js");
const sizes = require("./sizes.js");
const texts = require("./texts.js");

const scene = scenes.create(); // it stays while other pages are looked at

/** The page in `element`, with what the frame gives it. */
function enter(element, lab) {
  const find = (selector) => element.querySelector(selector);
  const page = {
    element,
    scene,
    shown: null, // the answer that is drawn
    spot: null, // the cell under the pointer
    rhythm: createRhythm(),
    dialog: dialog(find("#slide-dialog"), "Slide"),
    chart: createChart(find("#slide-chart"), () => lab.bring("slide-raced")),
    fit: () => fit(page),
  };
  const asking = createAsking(page, (...answer) => take(page, ...answer));
  page.request = asking.request;
  page.clock = createClock(scene, (playing) => tick(page, playing));
  const act = (name) => actions.act(page, name);
  page.bar = createBar(element, act, (name, value) => actions.set(page, name, value));
  const on = { go: (spot) => actions.goTo(page, spot), point: (spot) => actions.point(page, spot) };
  const lane = (name) => createLane(find(`#slide-${name}`), name, on);
  page.lanes = { standard: lane("standard"), separable: lane("separable") };
  if (scene.race) page.chart.ask();
  listen(page, act);
  return { element, show: asking.follow, again: asking.request };
}

/** Draw an answer, at the same place as before where there still is one. */
function take(page, answer, settings, newest) {
  const { element, lanes } = page;
  const isFirst = !scene.work;
  page.shown = prepare(answer, settings);
  page.spot = null;
  scenes.follow(scene, page.shown.work);
  for (const lane of Object.values(lanes)) lane.take(page.shown);
  texts.heads(element, page.shown);
  fit(page);
  element.classList.toggle("stale", !newest);
  element.dataset.painted = JSON.stringify(settings);
  if (isFirst && !page.clock.isStill()) actions.play(page);
}

/** Draw a moment of the clock, as long as the page is there. */
function tick(page, playing) {
  if (page.element.isConnected) moment.draw(page, playing);
  else page.clock.playing = false;
}

/** Fit the panels to the screen and draw everything again. */
function fit(page) {
  if (!page.shown) return;
  sizes.fit(page);
  page.rhythm.rewrite();
  tick(page, page.clock.playing);
}

/** Follow keys, the pointer, the window and the theme until the page leaves the document. */
function listen(page, act) {
  const { element } = page;
  const left = new AbortController();
  keys.listen(element, act, left.signal);
  // What a finger lit stays until it touches something else.
  element.addEventListener("pointerdown", ({ target }) => target.closest(".cells canvas") || actions.point(page, null));
  addEventListener("resize", page.fit, { signal: left.signal });
  const theme = new MutationObserver(page.fit);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  // A page that leaves the document has no size.
  const size = new ResizeObserver(() => {
    if (element.isConnected) return fit(page);
    left.abort();
    theme.disconnect();
    size.disconnect();
  });
  size.observe(element);
}

module.exports = { enter };

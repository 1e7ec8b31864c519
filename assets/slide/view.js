// The page Slide: one clock moves both lanes over arrays from the server. Needs a browser.
"use strict";
const { dialog } = require("../drawing/controls.js");
const agreement = require("../layer/agreement.js");
const { debounce } = require("../drawing/rest.js");
const actions = require("./actions.js");
const address = require("./address.js");
const { owner, prepare } = require("./answer.js");
const { createAsking } = require("./asking.js");
const { createBar } = require("./bar.js");
const { createChart } = require("./chart.js");
const { createClock, isMotionReduced } = require("./clock.js");
const keys = require("./keys.js");
const moment = require("./moment.js");
const { createRhythm } = require("./rhythm.js");
const scenes = require("./scene.js");
const sizes = require("./sizes.js");
const { createStage } = require("./stage.js");
const texts = require("./texts.js");

const scene = scenes.create(); // shared by all visits to the page

/** Start the page in `element`; `lab` is the interface of the frame. */
function enter(element, lab) {
  const find = (selector) => element.querySelector(selector);
  const page = {
    element,
    scene,
    shown: null, // the answer that is drawn
    spot: null, // the cell under the pointer
    rhythm: createRhythm(),
    dialog: dialog(find("#slide-dialog"), "Slide"),
    chart: createChart(find("#slide-chart"), () => lab.requestCharts("slide-raced")),
    fit: () => fit(page),
    change: lab.change,
  };
  const asking = createAsking(page, (...answer) => take(page, ...answer));
  page.request = asking.request;
  page.clock = createClock(scene, (playing) => tick(page, playing));
  const act = (name) => actions.act(page, name);
  page.bar = createBar(element, act, (name, value) => actions.set(page, name, value));
  const on = { go: (spot) => actions.goTo(page, spot), point: (spot) => actions.point(page, spot) };
  page.stage = createStage(find("#slide-stage"), on);
  const { scene: given, isGiven, message } = address.parse(location.search);
  if (isGiven) Object.assign(scene, given);
  page.isGiven = isGiven;
  if (message) lab.say(message);
  if (scene.race) page.chart.ask();
  listen(page, act);
  let hasArrived = false; // whether a scene has come from the history, which has not been drawn
  page.remember = debounce(() => lab.remember("", true));
  return { element, show, refetch: asking.request, query: () => address.query(scene), arrive, settle };

  /** Write the scene into the address at once. */
  function settle() {
    page.remember.cancel();
    lab.remember("", true);
  }

  /** Take the scene of another entry of the history, whose settings are shown next. */
  function arrive() {
    Object.assign(scene, address.parse(location.search).scene);
    page.clock.playing = false;
    page.isGiven = true;
    if (scene.race) page.chart.ask();
    hasArrived = true;
  }

  function show(settings) {
    agreement.follow(settings.standard);
    asking.follow(settings, hasArrived);
    hasArrived = false;
  }
}

/** Draw an answer, at the same output position as before if it still exists. */
function take(page, answer, settings, isNewest) {
  const { element, scene } = page;
  const isFirst = !scene.work;
  page.shown = { ...prepare(answer, settings), isEqual: agreement.isEqual(settings.standard) };
  page.spot = null;
  element.classList.toggle("independent", !page.shown.isEqual);
  texts.title(element, page.shown);
  texts.heads(element, page.shown);
  texts.agreement(element, page.shown);
  fit(page);
  element.classList.toggle("stale", !isNewest);
  element.dataset.painted = JSON.stringify(settings);
  if (isFirst && !page.isGiven && !isMotionReduced()) actions.play(page);
}

/** Draw the moment of the clock, or stop the clock if the page has left the document. */
function tick(page, playing) {
  if (!page.element.isConnected) return (page.clock.playing = false);
  if (page.shown) moment.draw(page, playing);
  if (!playing) page.remember();
}

/** Fit the panels to the screen and draw everything again. */
function fit(page) {
  const { element, scene, shown } = page;
  if (!shown) return;
  element.dataset.lane = scene.lane;
  element.classList.toggle("racing", scene.race);
  const maps = sizes.fit(page);
  const isNew = (_, n) => owner(shown, n).isNew;
  shown.rows = { maps, channels: shown.maps.names.slice(0, maps).filter(isNew).length };
  scenes.follow(scene, shown.work, { rows: maps, taps: shown.w.kernel ** 2 });
  page.rhythm.rewrite();
  tick(page, page.clock.playing);
}

/** Listen to keys, the pointer, the window size and the theme until the page leaves the document. */
function listen(page, act) {
  const { element } = page;
  const left = new AbortController();
  keys.listen(element, act, left.signal);
  // Cells highlighted by touch stay so until the next touch elsewhere.
  element.addEventListener("pointerdown", ({ target }) => target.closest(".cells canvas") || actions.point(page, null));
  addEventListener("resize", page.fit, { signal: left.signal });
  const theme = new MutationObserver(page.fit);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  // The observer also fires when the page leaves the document, because its size becomes 0.
  const size = new ResizeObserver(() => {
    if (element.isConnected) return fit(page);
    left.abort();
    theme.disconnect();
    size.disconnect();
  });
  size.observe(element);
}

module.exports = { enter };

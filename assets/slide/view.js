// The page Slide: asks for the arrays of the settings, and moves both lanes on one clock. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { ask } = require("../picture/ask.js");
const dom = require("../drawing/dom.js");
const slide = require("./slide.js");
const slideAnswer = require("./answer.js");
const slideBar = require("./bar.js");
const slideClock = require("./clock.js");
const slideDialog = require("./dialog.js");
const slideLane = require("./lane.js");
const slidePaint = require("./paint.js");
const slideRace = require("./race.js");
const slideSum = require("./sum.js");
const slideTexts = require("./texts.js");

const LANES = ["standard", "separable"];
const WRITES = 100; // ms between two texts while it plays: faster ones cannot be read
const SLOW = 3; // positions a second up to which the products come one after the other
const SAYS = 4000; // and between two sentences for those who hear them
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

// What was chosen stays while other pages are looked at.
const chosen = { race: false, stepwise: false, turned: false, output: 6, first: 0, at: 0, work: null };
const speeds = { step: SLOW, race: null }; // a race has no speed of its own until somebody chooses one

/** The page in `element`; `raced()` is called when a race is first asked for. */
function slideView(element, raced) {
  const find = (selector) => element.querySelector(selector);
  let settings = null; // of the picture asked for last
  let shown = null; // the answer that is drawn
  let spot = null; // the cell under the pointer
  let drawn = null; // what the lanes show
  let written = { at: null, picture: null, time: 0 }; // what the texts say, and since when
  let charted = false; // whether the chart of the race was asked for
  let heard = 0; // when the sentence was said

  // ---- Asking ------------------------------------------------------------------------------------------------
  const update = answers.latest(async () => {
    const asked = settings;
    const { output, first, turned } = chosen;
    const answer = await ask("/answers/slide", asked, { output, first, turned: +turned });
    note({ message: "" });
    take(answer, asked);
  }, note);

  /** Follow new settings; how the costs are counted changes no picture. */
  function show({ unit, bias, ...pictured }) {
    if (JSON.stringify(pictured) === JSON.stringify(settings)) return;
    settings = pictured;
    request();
  }

  function request() {
    element.classList.add("stale");
    update();
  }

  function note({ message }) {
    find("#slide-note").textContent = message;
  }

  /** Draw an answer, at the same place as before where there still is one. */
  function take(answer, asked) {
    const arrives = !chosen.work; // for the first time
    shown = slideAnswer(answer, asked);
    if (!arrives) clock.at = slide.carry(clock.at, chosen.work, shown.work, chosen);
    chosen.work = shown.work;
    spot = null;
    for (const name of LANES) lane[name].take(shown);
    slideTexts.heads(element, shown);
    fit();
    element.classList.toggle("stale", settings !== asked);
    element.dataset.painted = JSON.stringify(asked);
    if (arrives && !STILL.matches) play();
  }

  // ---- Drawing -----------------------------------------------------------------------------------------------
  /** Draw the moment of the clock; while it plays texts follow more slowly. */
  function tick(playing) {
    if (!element.isConnected) return (clock.playing = false);
    if (playing && STILL.matches) return clock.pause(); // asked for meanwhile
    chosen.at = clock.at;
    const [at, time] = [position(), performance.now()];
    const slow = playing && !chosen.race && speed() <= SLOW && at < shown.work.pixels;
    const all = shown.w.kernel ** 2;
    const taps = slow ? slide.reveal(clock.at % 1, shown.w.kernel) : all;
    const picture = `${at} ${taps}`;
    const writes = !playing || slow || (picture !== written.picture && time - written.time >= WRITES);
    if (playing && picture === drawn && (slow || !writes)) return;
    drawn = picture;
    const lanes = lanesAt(at);
    for (const name of LANES) lane[name].draw({ ...lanes[name], taps }, spot, writes);
    find("#slide-spot").textContent = spot?.says() ?? "";
    // A sum is written once all its products are there.
    if (!writes || (slow && (taps < all || at === written.at))) return;
    written = { at, picture, time };
    write(lanes, playing);
  }

  /** All texts and controls of a moment. */
  function write(lanes, playing) {
    drawState();
    const sentence = slideTexts.sentence(shown, lanes, chosen);
    find("#slide-says").textContent = sentence;
    if (!playing || written.time - heard >= SAYS) {
      heard = written.time;
      find("#slide-heard").textContent = sentence;
    }
    if (chosen.race) return race.draw(lanes, shown.work, chosen.stepwise, playing);
    for (const name of LANES) {
      const sums = slideSum.sums(shown, name, lanes[name].pixel);
      find(`.sum-${name}`).replaceChildren(...slideSum.line(name, sums));
    }
  }

  const lanesAt = (at) => slide.moment(shown.work, chosen, at, shown.output);

  /** In step the lanes stand at whole positions. */
  const position = () => (chosen.race ? clock.at : Math.floor(clock.at));

  function drawState() {
    const { channels, maps, settings, work } = shown;
    const more = maps.names.length < maps.total || channels.names.length < channels.total;
    const places = {
      output: shown.output,
      filters: work.filters,
      first: slide.clamp(chosen.first, settings.channels - 1),
      channels: settings.channels,
      more,
    };
    bar.show({
      ...chosen,
      at: position(),
      last: last(),
      playing: clock.playing,
      speed: speed(),
      ...places,
      still: STILL.matches,
    });
    element.classList.toggle("racing", chosen.race);
  }

  // ---- Sizes -------------------------------------------------------------------------------------------------
  /** The largest panels with which both lanes fit on the screen; on a narrow one below each other, to be scrolled. */
  function fit() {
    if (!shown) return;
    slidePaint.readTheme();
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const caption = 1.125 * rem;
    const stacked = matchMedia("(max-width: 900px)").matches; // as in slide.css
    const top = find(".lanes").getBoundingClientRect().top + scrollY;
    const lanes = innerHeight - top - find(".slide-foot").offsetHeight - 1.5 * rem;
    const width = find(".lane-body").clientWidth;
    const height = Math.max(9 * rem, (lanes - rem) / 2 - find(".lane-head").offsetHeight);
    const output = stacked ? Math.min(13 * rem, width) : height - caption;
    const count = Math.max(shown.channels.names.length, shown.maps.names.length);
    const unit = { panels: 3.5, between: 5 * rem, caption }; // as in slide.css, and some air
    const room = stacked ? [width, Infinity] : [width - output - 6.5 * rem, height];
    const { across, side } = slide.arrange(count, ...room, unit);
    for (const [name, value] of Object.entries({ side: `${side}px`, output: `${output}px`, across }))
      element.style.setProperty(`--${name}`, value);
    for (const name of LANES) lane[name].resize({ side, output, across });
    [drawn, written] = [null, { at: null, picture: null, time: 0 }]; // everything is drawn again
    tick(clock.playing);
  }

  // ---- What people do ----------------------------------------------------------------------------------------
  const last = () => slide.last(shown.work, chosen);
  const speed = () => speeds[chosen.race ? "race" : "step"] ?? slide.pace(last());
  const clock = slideClock({ last, speed, tick });
  clock.at = chosen.at;

  /** Stop, and go to a moment. */
  function go(at) {
    clock.playing = false;
    clock.go(at);
  }
  function play() {
    clock.play();
    drawState(); // the button, before the first new position
  }
  const step = (by) => go(Math.round(position()) + by);
  const faster = (by) => setSpeed(slide.SPEEDS[slide.SPEEDS.indexOf(speed()) + by] ?? speed());

  function setSpeed(value) {
    speeds[chosen.race ? "race" : "step"] = value;
    drawState();
  }

  /** Once: a second Graph would take the place of the first, and be empty. */
  function askForChart() {
    if (!charted) raced();
    charted = true;
  }

  function setRace(race) {
    if (race === chosen.race) return;
    if (race) askForChart();
    chosen.race = race;
    go(0);
    fit();
  }

  /** Show another filter, or other channels. */
  function choose(name, n, total) {
    chosen[name] = slide.clamp(n, total - 1);
    request();
  }
  const setFilter = (n) => choose("output", n, shown.work.filters);
  const nextFilter = (by) => setFilter(slide.clamp(chosen.output, shown.work.filters - 1) + by);

  /** Light up what belongs to a cell and say what it is; null for none. */
  function point(at) {
    spot = at;
    drawn = null; // also while it plays
    if (shown && !clock.playing) tick(false);
  }

  const set = {
    at: go,
    filter: setFilter,
    first: (n) => choose("first", n, shown.settings.channels),
    race: setRace,
    speed: setSpeed,
    stepwise: (stepwise) => {
      chosen.stepwise = stepwise;
      go(0);
    },
    turned: (turned) => {
      chosen.turned = turned;
      request();
    },
  };

  const does = {
    play: () => (STILL.matches ? step(1) : clock.playing ? clock.pause() : play()),
    forward: () => step(1),
    back: () => step(-1),
    rowForward: () => step(shown.work.side),
    rowBack: () => step(-shown.work.side),
    start: () => go(0),
    end: () => go(last()),
    faster: () => faster(1),
    slower: () => faster(-1),
    nextFilter: () => nextFilter(1),
    previousFilter: () => nextFilter(-1),
    race: () => setRace(!chosen.race),
    terms: () => slideDialog.terms(dialog, shown, lanesAt(position())),
    help: () => slideDialog.keys(dialog),
  };

  const goTo = (panel, { row, column }) => go(slide.when(shown.work, chosen, panel, row * shown.work.side + column));

  const dialog = find("#slide-dialog");
  const left = new AbortController();
  const { signal } = left;
  const lane = Object.fromEntries(
    LANES.map((name) => [name, slideLane(find(`#slide-${name}`), name, { go: goTo, point })])
  );
  const race = slideRace(find("#slide-counts"), find("#slide-chart"));
  // Before there is anything to show, and where it is refused, nothing can be done.
  const guarded = (all) =>
    Object.fromEntries(Object.entries(all).map(([name, act]) => [name, (...args) => shown && act(...args)]));
  const bar = slideBar(
    ["#slide-bar", "#slide-order", "#slide-kernels", ".slide-line"].map(find),
    guarded(does),
    guarded(set),
    signal
  );
  find("#slide-sums").replaceChildren(...LANES.map((name) => dom.el("p", { className: `sum sum-${name}` })));
  if (chosen.race) askForChart();
  // What a finger lit stays until it touches something else.
  element.addEventListener("pointerdown", ({ target }) => target.closest(".cells canvas") || point(null));
  addEventListener("resize", fit, { signal });
  const theme = new MutationObserver(fit);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  // It also tells of the end, when the page leaves the document.
  new ResizeObserver(() => (element.isConnected ? fit() : leave())).observe(element);

  function leave() {
    left.abort();
    theme.disconnect();
  }
  return { element, show, again: request };
}

module.exports = { enter: (element, lab) => slideView(element, () => lab.bring("slide-raced")) };

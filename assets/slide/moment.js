// Draws the moment of the clock: both lanes at once, texts and controls more slowly. Needs a browser.
"use strict";
const counters = require("./counters.js");
const { position, isSlow } = require("./scene.js");
const schedule = require("./schedule.js");
const { sums } = require("./sums.js");
const terms = require("./terms.js");
const texts = require("./texts.js");

/** Both lanes at the moment of the scene, as numbers. */
const lanesNow = ({ scene, shown }) => schedule.moment(shown.work, scene, position(scene), shown.output);

/** Draw the moment of the scene; while it plays texts follow more slowly. */
function draw(page, playing) {
  const { element, lanes, rhythm, scene, shown, spot } = page;
  const { kernel } = shown.w;
  const slow = playing && isSlow(scene);
  const taps = slow ? schedule.reveal(scene.at % 1, kernel) : kernel ** 2;
  const moment = { at: position(scene), taps, whole: taps === kernel ** 2, slow, playing };
  const due = rhythm.next(moment, performance.now());
  if (!due.draws) return;
  const now = lanesNow(page);
  for (const [name, lane] of Object.entries(lanes)) lane.draw(now[name], taps, spot, due.writes);
  element.querySelector("#slide-spot").textContent = spot?.says() ?? "";
  if (due.sums) write(page, now, due.says, playing);
}

/** All texts and controls of a moment; `says` whether the sentence is read out, too. */
function write({ bar, chart, clock, element, scene, shown }, now, says, playing) {
  const find = (selector) => element.querySelector(selector);
  bar.show(scene, shown, clock);
  element.classList.toggle("racing", scene.race);
  const sentence = texts.sentence(shown, now, scene);
  find("#slide-says").textContent = sentence;
  if (says) find("#slide-heard").textContent = sentence;
  if (scene.race) {
    counters.count(find("#slide-counts"), now, shown.work);
    chart.draw(now, shown.work, scene.stepwise, playing);
    return;
  }
  for (const [name, { pixel }] of Object.entries(now))
    find(`.sum-${name}`).replaceChildren(...terms.line(name, sums(shown, name, pixel)));
}

module.exports = { draw, lanesNow };

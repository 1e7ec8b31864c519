// Draws the current moment: both lanes in each frame, texts and controls less often. Needs a browser.
"use strict";
const counters = require("./counters.js");
const { position, isSlow } = require("./scene.js");
const schedule = require("./schedule.js");
const { sums } = require("./sums.js");
const terms = require("./terms.js");
const texts = require("./texts.js");

/** The state of both lanes at the moment of the scene; see schedule.moment. */
const lanesNow = ({ scene, shown }) => schedule.moment(shown.work, scene, position(scene), shown.output);

/** Draw the moment of the scene; while the clock is running, texts are updated less often. */
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
  if (due.sums) write(page, now, due.announces, playing);
}

/** Update all texts and controls; `announce` means that screen readers read the sentence. */
function write({ bar, chart, clock, element, scene, shown }, now, announce, playing) {
  const find = (selector) => element.querySelector(selector);
  bar.show(scene, shown, clock);
  element.classList.toggle("racing", scene.race);
  const sentence = texts.sentence(shown, now, scene);
  find("#slide-sentence").textContent = sentence;
  if (announce) find("#slide-announcement").textContent = sentence;
  if (scene.race) {
    counters.count(find("#slide-counts"), now, shown.work);
    chart.draw(now, shown.work, scene.stepwise, playing);
    return;
  }
  for (const [name, { pixel }] of Object.entries(now))
    find(`.sum-${name}`).replaceChildren(...terms.line(name, sums(shown, name, pixel)));
}

module.exports = { draw, lanesNow };

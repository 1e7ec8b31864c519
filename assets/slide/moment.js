// Draws the current moment: both lanes in each frame, texts and controls less often. Needs a browser.
"use strict";
const counters = require("./counters.js");
const { frameOf } = require("./frame.js");
const { isSlow, position, products } = require("./scene.js");
const schedule = require("./schedule.js");
const texts = require("./texts.js");

/** The state of both lanes at the moment of the scene; see schedule.moment. */
const lanesNow = ({ scene, shown }) => schedule.moment(shown.work, scene, position(scene), shown.output);

/** The frames of both lanes at this moment, see frame.js; `count` products are shown. */
function framesNow({ shown, spot }, lanes, count) {
  const frame = (lane) => frameOf(shown.w, lane, count, shown.rows.maps, spot);
  return { standard: frame(lanes.standard), separable: frame(lanes.separable) };
}

/** Draw the moment of the scene; while the clock is running, texts are updated less often. */
function draw(page, playing) {
  const { element, rhythm, scene, shown, spot, stage } = page;
  const count = products(scene, playing);
  const isWhole = count > shown.rows.maps * shown.w.kernel ** 2;
  const slow = playing && isSlow(scene);
  const due = rhythm.next({ at: position(scene), taps: count, whole: isWhole, slow, playing }, performance.now());
  if (!due.draws) return;
  const lanes = lanesNow(page);
  const frames = framesNow(page, lanes, count);
  stage.draw(frames, due.writes);
  element.querySelector("#slide-spot").textContent = spot?.says() ?? "";
  if (due.sums) write(page, lanes, frames, due.announces, playing);
}

/** Update all texts and controls; `announce` means that screen readers read the sentence. */
function write({ bar, chart, clock, element, scene, shown }, lanes, frames, announce, playing) {
  const find = (selector) => element.querySelector(selector);
  bar.show(scene, shown, clock);
  element.classList.toggle("racing", scene.race);
  find("#slide-sentence").textContent = texts.where(shown, frames, lanes, scene);
  if (announce) find("#slide-announcement").textContent = texts.sentence(shown, frames, lanes, scene);
  for (const [name, { over }] of Object.entries(lanes))
    find(`#slide-${name}`).classList.toggle("over", scene.race && over);
  if (!scene.race) return;
  find("#slide-result").textContent = texts.result(shown, lanes);
  counters.count(find("#slide-counts"), lanes, shown.work);
  chart.draw(lanes, shown.work, scene.stepwise, playing);
}

module.exports = { draw, framesNow, lanesNow };

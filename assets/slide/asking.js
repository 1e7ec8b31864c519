// Asks the server for the arrays of the newest settings and choices. Needs a browser.
"use strict";
const { pictured, same } = require("../layer/settings.js");
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");

/**
 * Ask for what a page shows: { element, scene }. `take(answer, settings, newest)` gets each answer with its settings,
 * and whether they are still the newest. A refusal is said in the page.
 */
function createAsking({ element, scene }, take) {
  let settings = null; // of the picture asked for last
  const say = ({ message }) => (element.querySelector("#slide-note").textContent = message);

  const update = answers.latest(async () => {
    const asked = settings;
    const { output, first, turned } = scene;
    const answer = await ask("/answers/slide", asked, { output, first, turned: +turned });
    say({ message: "" });
    take(answer, asked, asked === settings);
  }, say);

  /** Ask once more: something else was chosen, or the uploaded picture has changed. */
  function request() {
    element.classList.add("stale");
    update();
  }

  /** Follow new settings. */
  function follow(all) {
    const newest = pictured(all);
    if (same(newest, settings)) return;
    settings = newest;
    request();
  }

  return { follow, request };
}

module.exports = { createAsking };

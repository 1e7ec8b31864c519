// Requests the arrays for the newest settings and choices from the server. Needs a browser.
"use strict";
const { pictured, same } = require("../layer/settings.js");
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");

/**
 * The requests of a page { element, scene }. `take(answer, settings, isNewest)` is called with each answer, its
 * settings, and whether they are still the newest. The page shows the message of a refusal.
 */
function createAsking({ element, scene }, take) {
  let settings = null; // those of the newest request, without settings that only change how costs are counted
  const say = ({ message }) => (element.querySelector("#slide-note").textContent = message);

  const update = answers.latest(async () => {
    const asked = settings;
    const { output, map, rotated } = scene;
    const answer = await ask("/answers/slide", asked, { output, map_index: map, rotated: +rotated });
    say({ message: "" });
    take(answer, asked, asked === settings);
  }, say);

  /** Send a new request, because a choice or the uploaded picture has changed. */
  function request() {
    element.classList.add("stale");
    update();
  }

  /** Follow new settings; the same ones only if the scene is new as well. */
  function follow(all, isNewScene) {
    const newest = pictured(all);
    if (same(newest, settings) && !isNewScene) return;
    settings = newest;
    request();
  }

  return { follow, request };
}

module.exports = { createAsking };

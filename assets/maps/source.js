// Requests the maps of the settings, and other pages of maps. Needs a browser.
"use strict";
const { pictured, same } = require("../layer/settings.js");
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { OUTPUTS } = require("./maps.js");

/** The source of maps for the page `element`, which is marked stale while it waits; calls `draw(shown)` per answer. */
function source(element, draw, say) {
  const first = {}; // the first map of each grid, by the names of the server's parameters
  let settings = null; // of the newest request
  let shown = null; // the newest answer, with the settings and first maps that it is for

  const update = answers.latest(async () => {
    const asked = { settings, first: { ...first } };
    const answer = await ask("/answers/maps", asked.settings, asked.first);
    shown = { ...answer, ...asked };
    element.classList.remove("stale");
    draw(shown);
  }, say);

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

  /** Show another page of maps in a grid. */
  function turnPage(name, to) {
    first[`first_${OUTPUTS.includes(name) ? "outputs" : name}`] = to;
    request();
  }

  /** Show these pages with the next request. */
  const setPages = (pages) => Object.assign(first, pages);

  return { follow, pages: () => first, request, setPages, settings: () => settings, shown: () => shown, turnPage };
}

module.exports = { source };

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

  /** Follow new settings. */
  function follow(all) {
    const newest = pictured(all);
    if (same(newest, settings)) return;
    settings = newest;
    request();
  }

  /** Show another page of maps in a grid. */
  function turnPage(name, to) {
    first[`first_${OUTPUTS.includes(name) ? "outputs" : name}`] = to;
    request();
  }

  return { follow, request, settings: () => settings, shown: () => shown, turnPage };
}

module.exports = { source };

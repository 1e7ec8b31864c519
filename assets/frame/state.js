// The settings of the lab: the current ones, which may be invalid, and the last valid ones. No DOM: node can load it.
"use strict";
const { debounce } = require("../drawing/rest.js");
const { changed, fits, same } = require("../layer/settings.js");

/**
 * The state, with the metadata of all `fields` and valid `initial` settings. `follow(settings)` is called at once for
 * valid settings. After input settles, `rested(settings)` is called with the last valid settings, and
 * `refused(settings)` with the current ones if they are invalid.
 */
function createState(fields, initial, { follow, rested, refused }) {
  let current = initial; // may be invalid
  let lastValid = initial; // these are drawn

  const rest = debounce(() => {
    rested(lastValid); // even if they are no longer current, so that the address always matches what is drawn
    if (!same(current, lastValid)) refused(current);
  });

  /** Change some settings, as a control does. */
  function change(part) {
    const now = changed(current, part);
    if (same(now, current)) return;
    current = now;
    rest();
    if (!fits(now, fields)) return;
    lastValid = now;
    follow(now);
  }

  /** Replace all settings by valid ones that are already in the address. */
  function adopt(settings) {
    rest.cancel();
    current = lastValid = settings;
    follow(settings);
  }

  return {
    adopt,
    change,
    current: () => current,
    lastValid: () => lastValid,
    settle: rest.now, // stop waiting for further input
  };
}

module.exports = { createState };

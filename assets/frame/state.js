// The settings that everything follows: the newest, and the newest that fit. No DOM: node can load it.
"use strict";
const { resting } = require("../drawing/rest.js");
const { changed, fits, same } = require("../layer/settings.js");

/**
 * Settings whose `fields` are known, from `initial` ones on, which fit. `follow(settings)` is called at once with all
 * that fit; once they rest, `rested(settings)` with the newest that fit, and `refused(settings)` with newer ones that
 * do not.
 */
function createState(fields, initial, { follow, rested, refused }) {
  let current = initial; // the newest; may be invalid
  let lastValid = initial; // what is drawn

  const rest = resting(() => {
    rested(lastValid); // what is drawn is committed, also where something invalid came after it
    if (!same(current, lastValid)) refused(current);
  });

  /** Change some settings, as by a control. */
  function change(part) {
    const now = changed(current, part);
    if (same(now, current)) return;
    current = now;
    rest();
    if (!fits(now, fields)) return;
    lastValid = now;
    follow(now);
  }

  /** Take settings that are known to fit and to be committed already. */
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
    settle: rest.now, // what is about to rest, at once
  };
}

module.exports = { createState };

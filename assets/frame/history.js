// The address bar and the history: which settings are committed, and which moves share an entry. Needs a browser.
"use strict";
const { shortQuery } = require("../layer/settings.js");

/**
 * The history of settings whose `fields` are known; `ownQuery()` gives the part of the address that is the open page's
 * own, undefined while that page has not come.
 */
function createHistory(fields, ownQuery) {
  let committed = null;
  let lastField = null; // the names that the newest entry changed

  /** Commit settings. Moves of one control share an entry, edits do not; what `arrived` with an entry stays in it. */
  function commit(settings, arrived = false) {
    const changed = committed ? Object.keys(settings).filter((name) => settings[name] !== committed[name]) : [];
    committed = settings;
    if (arrived || changed.length) write(changed.join(), arrived);
    else lastField = "";
  }

  /** Write what is committed into the address, with the page's own part. */
  function write(changed, arrived = false) {
    if (!committed) return; // the address is still being read
    const again = changed === lastField && changed !== "edits";
    const way = arrived || again ? "replaceState" : "pushState";
    const query = [shortQuery(committed, fields), ownQuery() ?? foreign()].filter(Boolean).join("&");
    // The whole settings, for values set by hand may be too long for the address.
    history[way]({ settings: committed }, "", location.pathname + (query && "?" + query));
    lastField = arrived ? null : changed;
  }

  /** The part of the address that is not about settings. */
  function foreign() {
    const asked = new URLSearchParams(location.search);
    for (const name of Object.keys(fields)) asked.delete(name);
    return asked.toString();
  }

  /** The settings of an entry of this lab's, with defaults for those that an older release did not know; or null. */
  function settingsOf(entry) {
    const defaults = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.default]));
    return entry?.settings ? { ...defaults, ...entry.settings } : null;
  }

  return {
    settingsOf,
    commit,
    write,
    query: () => shortQuery(committed, fields),
    owned: () => history.state?.settings !== undefined,
  };
}

module.exports = { createHistory };

// Writes the settings into the address and the browser's history, and decides which changes share an entry. Needs a
// browser.
"use strict";
const { shortQuery } = require("../layer/settings.js");

/**
 * The history of the settings, with the metadata of all `fields`. `ownQuery()` returns the part of the query string
 * that belongs to the open page alone, or undefined until that page is there.
 */
function createHistory(fields, ownQuery) {
  let committed = null;
  let lastField = null; // the names of the settings that the newest entry changed

  /** Commit settings. Moves of one control share an entry, edits do not; those that `arrived` with an entry keep it. */
  function commit(settings, arrived = false) {
    const changed = committed ? Object.keys(settings).filter((name) => settings[name] !== committed[name]) : [];
    committed = settings;
    if (arrived || changed.length) write(changed.join(), arrived);
    else lastField = "";
  }

  /** Write the committed settings and the page's part into the address. */
  function write(changed, arrived = false) {
    if (!committed) return; // the address is still being read
    const again = changed === lastField && changed !== "edits";
    const way = arrived || again ? "replaceState" : "pushState";
    const query = [shortQuery(committed, fields), ownQuery() ?? foreign()].filter(Boolean).join("&");
    // The entry holds all settings, because edited values may be too long for the address.
    history[way]({ settings: committed }, "", location.pathname + (query && "?" + query));
    lastField = arrived ? null : changed;
  }

  /** The part of the query string that is not about settings. */
  function foreign() {
    const asked = new URLSearchParams(location.search);
    for (const name of Object.keys(fields)) asked.delete(name);
    return asked.toString();
  }

  /** The settings in an entry of the lab, with defaults for fields that an older release did not have; else null. */
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

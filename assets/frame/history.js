// Writes the settings into the address and the browser's history, and decides which changes share an entry. Needs a
// browser.
"use strict";
const { shortQuery } = require("../layer/settings.js");

/**
 * The history of the settings, with the metadata of all `fields`. `ownQuery()` returns the part of the query string
 * that belongs to the open page alone, or undefined until that page has loaded.
 */
function createHistory(fields, ownQuery) {
  let committed = null;
  let isBare = false; // whether the address has no settings, which means those of the first example
  let lastField = null; // the names of the settings that the newest entry changed

  /**
   * Commit settings. Moves of one control share an entry; each edited filter value gets a new one. Settings that
   * `arrived` with an entry, or with the address, replace that entry.
   */
  function commit(settings, arrived = false) {
    const changed = committed ? Object.keys(settings).filter((name) => settings[name] !== committed[name]) : [];
    committed = settings;
    if (arrived) isBare = !Object.keys(fields).some((name) => new URLSearchParams(location.search).has(name));
    else if (changed.length) isBare = false;
    if (arrived || changed.length) write(changed.join(), arrived);
    else lastField = "";
  }

  /** Write the committed settings and the page's part of the query string into the address. */
  function write(changed, arrived = false) {
    if (!committed) return; // the address is still being read
    const isSameControl = changed === lastField && changed !== "edits";
    const method = arrived || isSameControl ? "replaceState" : "pushState";
    const query = [settingsQuery(), ownQuery() ?? otherParameters()].filter(Boolean).join("&");
    // The entry holds all settings, because edited values may be too long for the address.
    history[method]({ settings: committed }, "", location.pathname + (query && "?" + query));
    lastField = arrived ? null : changed;
  }

  const settingsQuery = () => (isBare ? "" : shortQuery(committed, fields));

  /** The part of the query string that is not about settings. */
  function otherParameters() {
    const parameters = new URLSearchParams(location.search);
    for (const name of Object.keys(fields)) parameters.delete(name);
    return parameters.toString();
  }

  /** The settings in the state of a history entry, with defaults for newer fields; null if the lab did not write it. */
  function settingsOf(entry) {
    const defaults = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
    return entry?.settings ? { ...defaults, ...entry.settings } : null;
  }

  return {
    settingsOf,
    commit,
    write,
    query: settingsQuery,
    hasSettings: () => history.state?.settings !== undefined,
  };
}

module.exports = { createHistory };

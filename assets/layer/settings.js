// Settings in the browser: changing, validating, and writing them as a query string. No DOM: node can load it.
"use strict";
const { cost } = require("./cost.js");

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Settings with some of them changed. A new preset discards the edited values of its filters. */
function changed(before, part) {
  const all = { ...before, ...part };
  for (const name of ["depthwise", "pointwise", "standard"])
    if (before[name] !== all[name])
      all.edits = all.edits.split("_").filter((edit) => edit[0] !== name[0]).join("_");
  return all;
}

/** Whether all numbers are within their limits and the kernel fits the padded input. */
function fits(settings, schema) {
  const within = ([name, { low, high }]) =>
    low === undefined || (Number.isInteger(settings[name]) && low <= settings[name] && settings[name] <= high);
  return Object.entries(schema).every(within) && cost(settings) !== null;
}

/** The settings that change the computed arrays; the others only change how costs are counted. */
const pictured = ({ unit, bias, ...others }) => others;

/** The query string: settings that differ from the defaults, or else the first one; twin of Settings.to_query. */
function query(settings, schema) {
  const entries = Object.entries(settings).filter(([name, value]) => value !== schema[name].default);
  const [first] = Object.keys(schema);
  return new URLSearchParams(entries.length ? entries : [[first, settings[first]]]).toString();
}

/** The query string without edits if it would be too long for an address; they stay in this browser. */
function shortQuery(settings, schema) {
  return query(isTooLong(settings, schema) ? { ...settings, edits: schema.edits.unshared } : settings, schema);
}

/** Whether the address omits the edited values because there are too many. */
const isTooLong = (settings, schema) => query(settings, schema).length >= schema.edits.longest;

module.exports = { changed, fits, isTooLong, pictured, query, same, shortQuery };

// Settings in the browser: how they change, whether they fit, and as an address. No DOM, no Dash: node can load it.
"use strict";
const { cost } = require("./cost.js");

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Settings with some of them changed. A preset replaces the values set by hand in the filters that it makes. */
function changed(before, part) {
  const all = { ...before, ...part };
  for (const name of ["depthwise", "pointwise", "standard"])
    if (before[name] !== all[name])
      all.edits = all.edits.split("_").filter((edit) => edit[0] !== name[0]).join("_");
  return all;
}

/** Whether all numbers are within their limits and the kernel fits its padded input. */
function fits(settings, schema) {
  const within = ([name, { low, high }]) =>
    low === undefined || (Number.isInteger(settings[name]) && low <= settings[name] && settings[name] <= high);
  return Object.entries(schema).every(within) && cost(settings) !== null;
}

/** Those that change what is computed; the others say how the costs are counted. */
const pictured = ({ unit, bias, ...others }) => others;

/** The query of an address: what differs from the defaults, as in Settings.to_query. */
function query(settings, schema) {
  const entries = Object.entries(settings).filter(([name, value]) => value !== schema[name].default);
  return new URLSearchParams(entries).toString();
}

/** The same within the length of an address; edits that are too long for it stay in this browser. */
function shortQuery(settings, schema) {
  return query(isTooLong(settings, schema) ? { ...settings, edits: schema.edits.unshared } : settings, schema);
}

/** Whether their address leaves out values set by hand, because they are too many. */
const isTooLong = (settings, schema) => query(settings, schema).length >= schema.edits.longest;

module.exports = { changed, fits, isTooLong, pictured, query, same, shortQuery };

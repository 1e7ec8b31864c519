// Settings in the browser: from controls, to the address, and whether they fit. No DOM, no Dash: node can load it.
"use strict";
const { cost } = require("./cost.js");

/** What a control holds, in the type of the setting: Mantine's lists hold only text. */
function typed(value, standard) {
  if (typeof standard === "boolean") return String(value).toLowerCase() === "true";
  return /^\d+$/.test(value) && standard !== "" ? Number(value) : value;
}

/** Values of controls laid over what was known before. */
function collect(before, values, ids, schema) {
  const now = ids.map(({ name }, n) => [name, typed(values[n], schema[name].default)]);
  const all = { ...before, ...Object.fromEntries(now) };
  // A preset replaces what was set by hand in the filters that it makes.
  for (const name of ["depthwise", "pointwise", "standard"])
    if (before && before[name] !== all[name] && all.edits)
      all.edits = all.edits.split("_").filter((edit) => edit[0] !== name[0]).join("_");
  return all;
}

/** Whether all numbers are within their limits and the kernel fits its padded input. */
function fits(settings, schema) {
  const within = ([name, { low, high }]) =>
    low === undefined || (Number.isInteger(settings[name]) && low <= settings[name] && settings[name] <= high);
  return Object.entries(schema).every(within) && cost(settings) !== null;
}

/** The query of an address: what differs from the defaults, as in Settings.to_query. */
function query(settings, schema) {
  const entries = Object.entries(settings).filter(([name, value]) => value !== schema[name].default);
  return new URLSearchParams(entries).toString();
}

/** The same within the length of an address; edits that are too long for it stay in this browser. */
function shortQuery(settings, schema) {
  const { longest, unshared } = schema.edits;
  const whole = query(settings, schema);
  return whole.length < longest ? whole : query({ ...settings, edits: unshared }, schema);
}

/** The position of the stop nearest to a value, on a scale where 1 → 2 is as far as 512 → 1,024. */
function nearest(steps, value) {
  const far = (step) => Math.abs(Math.log(step / value));
  return steps.reduce((best, step, n) => (far(step) < far(steps[best]) ? n : best), 0);
}

module.exports = { collect, fits, nearest, query, shortQuery };

// Views: a network, its size and the way to count. Reads them from a query string, writes and changes them. No DOM.
"use strict";

/** The default view. */
function defaultsOf(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
}

/** The parameters of a query string that belong to a view, as texts. */
function asked(search, defaults) {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => name in defaults));
}

/** Convert texts to typed values. Invalid texts stay, so that the server can explain what is wrong. */
function typed(texts, fields) {
  const value = ([name, text]) => {
    const { values } = fields[name];
    if (!values) return [name, /^\d{1,15}$/.test(text) ? Number(text) : text];
    return [name, values.find((option) => String(option).toLowerCase() === text.toLowerCase()) ?? text];
  };
  return Object.fromEntries(Object.entries(texts).map(value));
}

/** The values of a view that differ from the defaults. */
function differing(view, defaults) {
  return Object.fromEntries(Object.entries(view).filter(([name, value]) => String(value) !== String(defaults[name])));
}

/** A view as a query string. */
function query(view, defaults) {
  return new URLSearchParams(differing(view, defaults)).toString();
}

/** Clamp `value` to the limits of a control in this view. */
function clamped(view, name, value, { fields, known }) {
  if (!("low" in fields[name])) return value;
  const [low, high] = name === "width" ? known[view.network].percents : [fields[name].low, fields[name].high];
  return Math.min(Math.max(value, low), high);
}

/** A view with one value changed. Changing a switch also selects counting by the switches. */
function changed(view, name, value, { defaults, known, switches }) {
  if (name === "network") return { ...view, network: value, width: defaults.width, resolution: defaults.resolution };
  if (name === "resolution" && value === known[view.network].resolution) value = defaults.resolution;
  return { ...view, [name]: value, ...(switches.includes(name) && { counting: "switches" }) };
}

/** The file name of a view: its network, and other values that differ from the defaults. */
function fileName(view, defaults) {
  return [view.network, ...Object.values(differing({ ...view, network: defaults.network }, defaults))].join("-");
}

module.exports = { asked, changed, defaultsOf, differing, fileName, clamped, query, typed };

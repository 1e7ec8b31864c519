// A view, which is a network, its size and how it is counted: in an address, and changed by hand. No DOM.
"use strict";

/** The view before anything is chosen. */
function defaultsOf(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
}

/** The view of an address: what differs from the defaults, and only what is known here. */
function asked(search, defaults) {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => name in defaults));
}

/** Texts of an address as the values that they stand for; the others stay, and the server says what is wrong. */
function typed(texts, fields) {
  const value = ([name, text]) => {
    const { values } = fields[name];
    if (!values) return [name, /^\d{1,15}$/.test(text) ? Number(text) : text];
    return [name, values.find((one) => String(one).toLowerCase() === text.toLowerCase()) ?? text];
  };
  return Object.fromEntries(Object.entries(texts).map(value));
}

/** What of a view an address needs. */
function differing(view, defaults) {
  return Object.fromEntries(Object.entries(view).filter(([name, value]) => String(value) !== String(defaults[name])));
}

/** A view as an address has it. */
function query(view, defaults) {
  return new URLSearchParams(differing(view, defaults)).toString();
}

/** The value nearest to `value` that a control of this view may have. */
function inside(view, name, value, { fields, known }) {
  if (!("low" in fields[name])) return value;
  const [low, high] = name === "width" ? known[view.network].percents : [fields[name].low, fields[name].high];
  return Math.min(Math.max(value, low), high);
}

/** A view with one thing changed; to touch a switch is to count by the switches. */
function changed(view, name, value, { defaults, known, switches }) {
  if (name === "network") return { ...view, network: value, width: defaults.width, resolution: defaults.resolution };
  if (name === "resolution" && value === known[view.network].resolution) value = defaults.resolution;
  return { ...view, [name]: value, ...(switches.includes(name) && { counting: "switches" }) };
}

/** The name of a file about a view: its network, and what else differs from the defaults. */
function fileName(view, defaults) {
  return [view.network, ...Object.values(differing({ ...view, network: defaults.network }, defaults))].join("-");
}

module.exports = { asked, changed, defaultsOf, differing, fileName, inside, query, typed };

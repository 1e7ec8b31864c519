// Number fields for editing filter values. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { el } = require("../drawing/dom.js");

const MOST = 999999; // the largest absolute value that conv/weights/edits.py accepts

/** The fields in `container`; `set(code, number)` changes a value, `say(sentence)` reports an invalid one. */
function fields(container, set, say) {
  let shown = ""; // the titles, names and codes of the fields in the document
  let made = []; // these fields, by group

  /** Show groups of values, see groups.js; a group without `k` is a list with a name beside each value. */
  function draw(groups, ...more) {
    const wanted = JSON.stringify(groups.map(({ title, names, codes }) => [title, names, codes]));
    // Matching fields stay in the document, to keep the focus and unfinished input.
    if (wanted !== shown) {
      shown = wanted;
      made = groups.map(({ names, codes }) => names.map((name, n) => make(name, codes && codes[n], set, say)));
      container.replaceChildren(...groups.map((group, g) => box(group, made[g])), ...more);
    }
    groups.forEach(({ data, k }, g) => made[g].forEach((field, n) => show(field, data[n], data, k > 5 ? 2 : 4)));
  }

  return { draw };
}

/** The field of one value; it shows few digits unless it has the focus. */
function make(name, code, set, say) {
  const field = el("input", { type: "number", step: "any", ariaLabel: name, disabled: !code });
  field.addEventListener("focus", () => {
    if (field.value === field.dataset.value) return;
    field.value = field.dataset.value;
    field.select(); // because Tab selected the text before it changed
  });
  field.addEventListener("blur", () => (field.value = field.dataset.rounded));
  field.addEventListener("change", () => {
    const number = field.valueAsNumber;
    if (Math.abs(number) <= MOST) {
      field.dataset.value = field.dataset.rounded = number;
      return set(code, number);
    }
    say(`${name}: choose a number from −${MOST} to ${MOST}.`);
    field.value = field.dataset.value;
  });
  return field;
}

/** The fields of a group below its title: a k×k table, or a list with names. */
function box({ title, names, k }, fields) {
  if (!k) {
    const rows = fields.map((field, n) => el("label", {}, el("span", {}, names[n]), field));
    return el("div", {}, el("h3", {}, title), el("div", { className: "weight-list" }, ...rows));
  }
  const table = el("div", { className: "filter-table" }, ...fields);
  table.style.setProperty("--k", k);
  return el("div", {}, el("h3", {}, title), table);
}

/** Write a value into its field, with its colour on the scale of `all` values. */
function show(field, value, all, digits) {
  const largest = all.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  const colour = colours.colour("signed", Math.round(127.5 + (127.5 * value) / largest));
  field.style.background = `rgb(${colour.join(" ")})`;
  field.style.color = colours.ink(colour);
  field.dataset.value = +value.toPrecision(6);
  field.dataset.rounded = +value.toPrecision(digits);
  if (field !== document.activeElement) field.value = field.dataset.rounded;
}

module.exports = { fields };

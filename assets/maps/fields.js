// Filter values as fields, to be changed by hand. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { el } = require("../drawing/dom.js");

const MOST = 999999; // the largest value that conv/weights/edits.py reads

/** The fields in `container`; `set(code, number)` changes a value, `say(sentence)` tells what is wrong with one. */
function fields(container, set, say) {
  let shown = ""; // which fields are in the document
  let made = []; // them, by group

  /** Show groups of values, as groups.js describes them; a group without `k` has the name beside each value. */
  function draw(groups, ...more) {
    const asked = JSON.stringify(groups.map(({ title, names, codes }) => [title, names, codes]));
    // The same fields stay in the document, and with them the focus and what is being written.
    if (asked !== shown) {
      shown = asked;
      made = groups.map(({ names, codes }) => names.map((name, n) => make(name, codes && codes[n], set, say)));
      container.replaceChildren(...groups.map((group, g) => box(group, made[g])), ...more);
    }
    groups.forEach(({ data, k }, g) => made[g].forEach((field, n) => show(field, data[n], data, k > 5 ? 2 : 4)));
  }

  return { draw };
}

/** The field of one value; it shows few digits until it is being changed. */
function make(name, code, set, say) {
  const field = el("input", { type: "number", step: "any", ariaLabel: name, disabled: !code });
  field.addEventListener("focus", () => {
    if (field.value === field.dataset.value) return;
    field.value = field.dataset.value;
    field.select(); // Tab had selected the few digits
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

/** A group's fields below its title: a table of the filter, or a list with the names. */
function box({ title, names, k }, fields) {
  if (!k) {
    const rows = fields.map((field, n) => el("label", {}, el("span", {}, names[n]), field));
    return el("div", {}, el("h3", {}, title), el("div", { className: "weight-list" }, ...rows));
  }
  const table = el("div", { className: "filter-table" }, ...fields);
  table.style.setProperty("--k", k);
  return el("div", {}, el("h3", {}, title), table);
}

/** Write a value into its field, in the colour of its weight among `all`. */
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

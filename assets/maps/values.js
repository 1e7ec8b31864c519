// Filter values as fields, to be changed by hand. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const dom = require("../drawing/dom.js");

const { el } = dom;
const MOST = 999999; // what conv/weights/edits.py reads

/** The fields in `container`; `set(place, number)` changes a value, `say(sentence)` tells what is wrong with one. */
function mapsValues(container, set, say) {
  let shown = ""; // which fields are in the document
  let fields = [];

  /**
   * Show groups of values: { title, names, places, data, k }. `places` are those of conv/weights/edits.py, or null where
   * nothing can be changed; `k` is the side of a filter, without it each value has its name beside it.
   */
  function draw(groups, ...more) {
    const asked = JSON.stringify(groups.map(({ title, names, places }) => [title, names, places]));
    // The same fields stay, and with them the focus and what is being written.
    if (asked !== shown) {
      [shown, fields] = [asked, groups.map(makeFields)];
      container.replaceChildren(...groups.map((group, g) => box(group, fields[g])), ...more);
    }
    groups.forEach(({ data, k }, g) => fields[g].forEach((field, n) => show(field, data[n], data, k > 5 ? 2 : 4)));
  }

  function makeFields({ names, places }) {
    return names.map((name, n) => {
      const field = el("input", { type: "number", step: "any", ariaLabel: name, disabled: !places });
      field.addEventListener("focus", () => {
        if (field.value === field.dataset.value) return;
        field.value = field.dataset.value;
        field.select(); // as it was before the digits came
      });
      field.addEventListener("blur", () => (field.value = field.dataset.rounded));
      field.addEventListener("change", () => {
        const number = field.valueAsNumber;
        if (Math.abs(number) <= MOST) {
          field.dataset.value = field.dataset.rounded = number;
          return set(places[n], number);
        }
        say(`${name}: choose a number from −${MOST} to ${MOST}.`);
        field.value = field.dataset.value;
      });
      return field;
    });
  }

  function box({ title, names, k }, fields) {
    if (!k) {
      const rows = fields.map((field, n) => el("label", {}, el("span", {}, names[n]), field));
      return el("div", {}, el("h3", {}, title), el("div", { className: "weight-list" }, ...rows));
    }
    const table = el("div", { className: "filter-table" }, ...fields);
    table.style.setProperty("--k", k);
    return el("div", {}, el("h3", {}, title), table);
  }

  /** A value in its field, in the colour of its weight among all; whole while it is being changed. */
  function show(field, value, all, digits) {
    const largest = all.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
    const [red, green, blue] = colours.colour("signed", Math.round(127.5 + (127.5 * value) / largest));
    field.style.background = `rgb(${red} ${green} ${blue})`;
    field.style.color = red * 0.3 + green * 0.59 + blue * 0.11 > 140 ? "#16181d" : "#ffffff";
    field.dataset.value = +value.toPrecision(6);
    field.dataset.rounded = +value.toPrecision(digits);
    if (field !== document.activeElement) field.value = field.dataset.rounded;
  }

  return { draw };
}

module.exports = mapsValues;

// Whole numbers: a slider of sensible stops and a field for any value. Needs a browser.
// The browser's own inputs: they answer within the frame, while Dash's take three to tell anybody.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const settings = require("../layer/settings.js");

const { el } = dom;

/** Fill every empty place for a knob below `element`; `schema` has limits, stops and labels by name. */
function build(element, schema) {
  for (const place of element.querySelectorAll("[data-knob]:empty")) {
    const name = place.dataset.knob;
    const { label, low, high, steps } = schema[name];
    const field = el("input", { type: "number", id: `number-${name}`, min: low, max: high, ariaLabel: `${label}, any value` });
    place.append(el("label", { htmlFor: `${steps ? "slider" : "number"}-${name}`, textContent: label }), field);
    if (steps) place.append(el("input", { type: "range", id: `slider-${name}`, min: 0, max: steps.length - 1 }));
  }
}

/** Show a value in the knob of a setting, where there is one. */
function show(name, value, { steps }) {
  const [slider, field] = [document.getElementById(`slider-${name}`), document.getElementById(`number-${name}`)];
  if (field) field.value = value;
  if (!slider) return;
  if (value > 0) slider.value = settings.nearest(steps, value);
  // Screen readers would read out the number of the stop.
  slider.ariaValueText = format.count(value);
}

/** Tell `moved(name, value, rests)` of each movement by hand, NaN for an emptied field; `schema()` as for `build`. */
function listen(schema, moved) {
  const hear = ({ target, type }) => {
    const name = target.closest("[data-knob]")?.dataset.knob;
    if (!name) return;
    const slides = target.type === "range";
    if (!slides && type === "input") return; // half a number
    const value = slides ? schema()[name].steps[target.value] : target.valueAsNumber;
    if (!Number.isNaN(value)) show(name, value, schema()[name]);
    moved(name, value, type === "change");
  };
  for (const event of ["input", "change"]) document.addEventListener(event, hear);
}

module.exports = { build, listen, show };

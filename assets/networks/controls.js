// The controls of the page Networks: lists, choices side by side, and numbers. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const networks = require("./networks.js");

const { el } = dom;

/** A list of the options. */
function menu(name, { label, options }, moved) {
  const items = Object.entries(options).map(([value, text]) => el("option", { value, textContent: text }));
  const list = el("select", { id: `networks-${name}` }, ...items);
  list.addEventListener("change", () => moved(name, list.value, true));
  return {
    parts: [el("label", { htmlFor: list.id, textContent: label }), list],
    show: (value) => (list.value = value),
  };
}

/** The options side by side. */
function chips(name, { label, options }, moved) {
  const radios = Object.keys(options).map((value) => el("input", { type: "radio", name: `networks-${name}`, value }));
  const labels = radios.map((radio) => el("label", {}, radio, el("span", { textContent: options[radio.value] })));
  const group = el("fieldset", { className: "chips" }, el("legend", { textContent: label }), ...labels);
  group.addEventListener("change", ({ target }) => moved(name, target.value, true));
  const show = (value) => radios.forEach((radio) => (radio.checked = radio.value === String(value).toLowerCase()));
  /** Call an option otherwise. */
  const rename = (value, text) =>
    (labels[radios.findIndex((radio) => radio.value === value)].lastChild.textContent = text);
  return { parts: [group], show, rename };
}

/** A slider and a field for any whole number in the view's unit. */
function dial(name, { label, low, high }, moved) {
  const { scale, digits, step } = networks.DIALS[name]; // a view holds whole numbers; α is shown as a fraction
  const slider = el("input", { type: "range", id: `networks-${name}`, min: low, max: high, step });
  const field = el("input", { type: "number", step: 1 / scale, ariaLabel: `${label}, any value` });
  const within = (value) => Math.min(Math.max(Math.round(value), slider.min), slider.max);
  let now = null;
  for (const event of ["input", "change"])
    slider.addEventListener(event, () => moved(name, +slider.value, event === "change"));
  field.addEventListener("change", () => {
    if (Number.isNaN(field.valueAsNumber))
      show(now); // an emptied field takes its value back
    else moved(name, within(field.valueAsNumber * scale), true);
  });
  function show(value) {
    now = slider.value = value;
    slider.ariaValueText = field.value = (value / scale).toFixed(digits);
  }
  function limit(least, most) {
    [slider.min, slider.max] = [least, most];
    [field.min, field.max] = [least / scale, most / scale];
  }
  /** Let the slider reach a value that is none of its stops. */
  const aim = (value) => (slider.step = (value - slider.min) % step ? 1 : step);
  limit(low, high);
  return { parts: [el("label", { htmlFor: slider.id, textContent: label }), field, slider], show, limit, aim };
}

const KINDS = { network: menu, width: dial, resolution: dial };

/** Build all controls below `page`; `moved(name, value, rests)` is told of each move by hand. Gives them by name. */
function networksControls(page, fields, moved) {
  const controls = {};
  for (const place of page.querySelectorAll("[data-view]")) {
    const name = place.dataset.view;
    controls[name] = (KINDS[name] || chips)(name, fields[name], moved);
    place.replaceChildren(...controls[name].parts);
  }
  return controls;
}

module.exports = networksControls;

// The controls of the lab: numbers, lists, radio groups, dialogs, tool buttons. Needs a browser.
// They are native elements: they respond within a frame, and the keyboard works as on the platform.
"use strict";
const { el, onBackdrop } = require("./dom.js");
const format = require("./format.js");

/** The index of the stop nearest to a value on a logarithmic scale. */
function nearest(steps, value) {
  const distance = (step) => Math.abs(Math.log(step / value));
  return steps.reduce((best, step, n) => (distance(step) < distance(steps[best]) ? n : best), 0);
}

/** How slider positions map to values: `toValue` and `toPosition` convert one to the other. */
const scales = {
  stops: (steps) => ({
    min: 0,
    max: steps.length - 1,
    step: 1,
    toValue: (n) => steps[n],
    toPosition: (value) => nearest(steps, value),
  }),
  line: (low, high, step) => ({ min: low, max: high, step, toValue: Number, toPosition: (value) => value }),
};

/**
 * A slider without a label: it has the stops `steps`, or runs from `low` to `high` by `step`. `spokenText(value, high)`
 * is the text for screen readers; `visibleText(value)`, if given, is shown beside the slider.
 */
function slider({ name, label, low = 0, high = 0, steps, step = 1 }, moved, { spokenText, visibleText }) {
  const scale = steps ? scales.stops(steps) : scales.line(low, high, step);
  const { min, max } = scale;
  const element = el("input", { type: "range", id: `slider-${name}`, ariaLabel: label, min, max, step: scale.step });
  const text = visibleText && el("output", { htmlFor: element.id });
  element.addEventListener("input", () => moved(scale.toValue(element.value)));
  function show(value) {
    element.value = scale.toPosition(value);
    element.ariaValueText = spokenText(value, element.max);
    if (text) text.value = visibleText(value);
  }
  /** Make a value reachable, even if it is not a multiple of the step. */
  const makeReachable = (value) => (element.step = (value - element.min) % step ? 1 : step);
  function limit(least, most) {
    if (!steps) [element.min, element.max] = [least, most];
  }
  return { element, parts: [element, ...(text ? [text] : [])], show, limit, makeReachable };
}

/**
 * An integer: a number field, and a slider if there are `steps` (its stops) or a `step`. The field shows the value
 * ÷ `scale`. `moved(value)` is called at each move of the slider, but not while a number is being typed.
 */
function number({ name, label, term, low, high, steps, step, scale = 1 }, moved) {
  const digits = Math.round(Math.log10(scale));
  const visibleText = (value) => (value / scale).toFixed(digits);
  const spokenText = scale === 1 ? format.count : visibleText; // else screen readers would read the index
  const range = (steps || step) && slider({ name, low, high, steps, step }, move, { spokenText });
  const field = el("input", { type: "number", id: `number-${name}`, step: 1 / scale });
  if (range) field.ariaLabel = `${label}, any value`; // the visible label belongs to the slider
  let current = null;
  let typing = false; // show() must not overwrite a half-typed number

  function show(value) {
    current = value;
    if (!typing) field.value = visibleText(value);
    if (value > 0) range?.show(value);
  }
  function move(value) {
    show(value);
    moved(value);
  }
  function limit(least, most) {
    [field.min, field.max] = [least / scale, most / scale];
    range?.limit(least, most);
  }

  limit(low, high);
  field.addEventListener("input", () => (typing = true));
  field.addEventListener("blur", () => {
    if (typing) [typing, field.value] = [false, visibleText(current)]; // undone typing sends no `change` event
  });
  field.addEventListener("change", () => {
    typing = false;
    if (Number.isNaN(field.valueAsNumber)) show(current); // an emptied field shows its value again
    else move(Math.round(field.valueAsNumber * scale));
  });
  const title = titleOf({ label, term }, (range?.element ?? field).id);
  return { parts: [title, field, ...(range?.parts ?? [])], show, limit, makeReachable: range?.makeReachable };
}

/** The label of a control. */
function titleOf({ label, term }, id) {
  return explained(el("label", { htmlFor: id, textContent: label }), term);
}

/** An element whose text is perhaps a term of the glossary. */
function explained(element, term) {
  if (!term) return element;
  element.className = "term";
  element.dataset.term = term;
  return element;
}

/** A select menu; `options` are pairs of a value and its text. */
function list({ name, label, term, options }, moved) {
  const menu = el("select", { id: `list-${name}` }, ...options.map(([value, text]) => el("option", { value: String(value) }, text)));
  menu.addEventListener("change", () => moved(options[menu.selectedIndex][0]));
  const show = (value) => (menu.selectedIndex = options.findIndex(([option]) => option === value));
  return { parts: [titleOf({ label, term }, menu.id), menu], show };
}

/** Radio buttons side by side; `options` are pairs of a value and its text, `terms` explain the texts of some values. */
function choice({ name, label, options, terms = {} }, moved) {
  const radios = options.map(([value]) =>
    el("input", { type: "radio", name: `choice-${name}`, value, onchange: () => moved(value) })
  );
  const texts = options.map(([value, text]) => explained(el("span", {}, text), terms[value]));
  const title = el("span", { id: `choice-${name}`, className: "choice-label" }, label);
  const group = el("div", { className: "choice", role: "radiogroup" });
  group.setAttribute("aria-labelledby", title.id);
  group.append(title, el("span", { className: "options" }, ...radios.map((radio, n) => el("label", {}, radio, texts[n]))));
  const indexOf = (value) => options.findIndex(([option]) => option === value);
  const show = (value) => radios.forEach((radio, n) => (radio.checked = n === indexOf(value)));
  /** Change the text of an option. */
  const rename = (value, text) => (texts[indexOf(value)].textContent = text);
  return { parts: [group], show, rename, values: options.map(([value]) => value) };
}

const KINDS = { number, list, choice };

/**
 * Build a control in each empty placeholder below `element`; components/controls.py writes them. `moved(name, value)`
 * is called when the reader moves a control. Returns the new controls by name.
 */
function build(element, moved) {
  const controls = {};
  for (const placeholder of element.querySelectorAll("[data-control]:empty")) {
    const { control: name, kind, field } = placeholder.dataset;
    controls[name] = KINDS[kind]({ name, ...JSON.parse(field) }, (value) => moved(name, value));
    placeholder.append(...controls[name].parts);
  }
  return controls;
}

/** A tool button; `icon` is a name from the stylesheet, `properties` are those of the element. */
function tool(text, onclick, { icon, className = "", ...properties } = {}) {
  const picture = icon ? [el("span", { className: `icon icon-${icon}` })] : [];
  const all = { type: "button", className: `tool ${className}`.trim(), onclick, ...properties };
  return el("button", all, ...picture, el("span", {}, text));
}

/**
 * A dialog in a <dialog> element: a head with title, `tools` and Close, above an empty body. A click on the backdrop
 * closes it, too.
 */
function dialog(element, label, ...tools) {
  const title = el("h2", {}, label);
  const body = el("div", { className: "dialog-body" });
  element.classList.add("dialog");
  element.ariaLabel = label;
  element.replaceChildren(el("div", { className: "dialog-head" }, title, ...tools, tool("Close", () => element.close())), body);
  element.addEventListener("click", (event) => onBackdrop(element, event) && element.close());
  return { element, title, body, open: () => element.open || element.showModal(), close: () => element.close() };
}

module.exports = { build, choice, dialog, list, nearest, number, slider, tool };

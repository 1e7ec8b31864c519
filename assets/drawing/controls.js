// The controls of the lab: numbers, lists, one of a few, dialogs, tool buttons. Needs a browser.
// The browser's own elements: they answer within the frame, and the keyboard works as the platform has it.
"use strict";
const { beside, el } = require("./dom.js");
const format = require("./format.js");

/** The position of the stop nearest to a value, on a scale where 1 → 2 is as far as 512 → 1,024. */
function nearest(steps, value) {
  const far = (step) => Math.abs(Math.log(step / value));
  return steps.reduce((best, step, n) => (far(step) < far(steps[best]) ? n : best), 0);
}

/** How a slider's positions stand for values: one a stop, or the values themselves. */
const scales = {
  stops: (steps) => ({ min: 0, max: steps.length - 1, step: 1, at: (n) => steps[n], of: (value) => nearest(steps, value) }),
  line: (low, high, step) => ({ min: low, max: high, step, at: Number, of: (value) => value }),
};

/**
 * A slider alone: at the stops `steps`, or from `low` to `high` by `step`. `said(value, high)` is read out, and
 * `written(value)` may stand beside it.
 */
function slider({ name, label, low = 0, high = 0, steps, step = 1 }, moved, { said, written }) {
  const scale = steps ? scales.stops(steps) : scales.line(low, high, step);
  const { min, max } = scale;
  const element = el("input", { type: "range", id: `slider-${name}`, ariaLabel: label, min, max, step: scale.step });
  const text = written && el("output", { htmlFor: element.id });
  element.addEventListener("input", () => moved(scale.at(element.value)));
  function show(value) {
    element.value = scale.of(value);
    element.ariaValueText = said(value, element.max);
    if (text) text.value = written(value);
  }
  /** Let the slider reach a value that is none of its steps. */
  const aim = (value) => (element.step = (value - element.min) % step ? 1 : step);
  function limit(least, most) {
    if (!steps) [element.min, element.max] = [least, most];
  }
  return { element, parts: [element, ...(text ? [text] : [])], show, limit, aim };
}

/**
 * A whole number: a field for any value, with a slider where there are `steps` (its stops) or a `step`. What is
 * shown is the value ÷ `scale`. `moved(value)` is told of each move, and never of half a number.
 */
function number({ name, label, low, high, steps, step, scale = 1 }, moved) {
  const digits = Math.round(Math.log10(scale));
  const written = (value) => (value / scale).toFixed(digits);
  const said = scale === 1 ? format.count : written; // else the number of the stop is read out
  const range = (steps || step) && slider({ name, low, high, steps, step }, move, { said });
  const field = el("input", { type: "number", id: `number-${name}`, step: 1 / scale });
  if (range) field.ariaLabel = `${label}, any value`; // the label is the slider's
  let now = null;
  let typing = false; // what is half typed stays, whatever is shown meanwhile

  function show(value) {
    now = value;
    if (!typing) field.value = written(value);
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
    if (typing) [typing, field.value] = [false, written(now)]; // typed and taken back, which is no change
  });
  field.addEventListener("change", () => {
    typing = false;
    if (Number.isNaN(field.valueAsNumber)) show(now); // an emptied field takes its value back
    else move(Math.round(field.valueAsNumber * scale));
  });
  const title = el("label", { htmlFor: (range?.element ?? field).id, textContent: label });
  return { parts: [title, field, ...(range?.parts ?? [])], show, limit, aim: range?.aim };
}

/** A list of options, pairs of a value and its text. */
function list({ name, label, options }, moved) {
  const menu = el("select", { id: `list-${name}` }, ...options.map(([value, text]) => el("option", { value: String(value) }, text)));
  menu.addEventListener("change", () => moved(options[menu.selectedIndex][0]));
  const show = (value) => (menu.selectedIndex = options.findIndex(([one]) => one === value));
  return { parts: [el("label", { htmlFor: menu.id, textContent: label }), menu], show };
}

/** One of a few options side by side, pairs of a value and its text. */
function choice({ name, label, options }, moved) {
  const radios = options.map(([value]) =>
    el("input", { type: "radio", name: `choice-${name}`, value, onchange: () => moved(value) })
  );
  const texts = options.map(([, text]) => el("span", {}, text));
  const title = el("span", { id: `choice-${name}`, className: "choice-label" }, label);
  const group = el("div", { className: "choice", role: "radiogroup" });
  group.setAttribute("aria-labelledby", title.id);
  group.append(title, el("span", { className: "options" }, ...radios.map((radio, n) => el("label", {}, radio, texts[n]))));
  const at = (value) => options.findIndex(([one]) => one === value);
  const show = (value) => radios.forEach((radio, n) => (radio.checked = n === at(value)));
  /** Call an option otherwise. */
  const rename = (value, text) => (texts[at(value)].textContent = text);
  return { parts: [group], show, rename };
}

const KINDS = { number, list, choice };

/**
 * Fill each place for a control below `element` that is still empty, as components/controls.py writes them;
 * `moved(name, value)` is told of each move by hand. Gives the new controls by name.
 */
function build(element, moved) {
  const controls = {};
  for (const place of element.querySelectorAll("[data-control]:empty")) {
    const { control: name, kind, field } = place.dataset;
    controls[name] = KINDS[kind]({ name, ...JSON.parse(field) }, (value) => moved(name, value));
    place.append(...controls[name].parts);
  }
  return controls;
}

/** A tool button; `properties` are those of the element, `icon` names one of the stylesheet's. */
function tool(text, onclick, { icon, className = "", ...properties } = {}) {
  const shape = icon ? [el("span", { className: `icon icon-${icon}` })] : [];
  const all = { type: "button", className: `tool ${className}`.trim(), onclick, ...properties };
  return el("button", all, ...shape, el("span", {}, text));
}

/**
 * A dialog in a <dialog>: a head with its title, `tools` and Close above a body to be filled; a click beside it closes
 * it, too.
 */
function dialog(element, label, ...tools) {
  const title = el("h2", {}, label);
  const body = el("div", { className: "dialog-body" });
  element.classList.add("dialog");
  element.ariaLabel = label;
  element.replaceChildren(el("div", { className: "dialog-head" }, title, ...tools, tool("Close", () => element.close())), body);
  element.addEventListener("click", (event) => beside(element, event) && element.close());
  return { element, title, body, open: () => element.open || element.showModal(), close: () => element.close() };
}

module.exports = { build, choice, dialog, list, nearest, number, slider, tool };

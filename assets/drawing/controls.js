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
 * A whole number: a field for any value, with a slider where there are `steps` (its stops) or a `step`. What is
 * shown is the value ÷ `scale`. `moved(value)` is told of each move, and never of half a number.
 */
function number({ name, label, low, high, steps, step, scale = 1 }, moved) {
  const digits = Math.round(Math.log10(scale));
  const range = steps ? scales.stops(steps) : step && scales.line(low, high, step);
  const slider = range && el("input", { type: "range", id: `slider-${name}`, min: range.min, max: range.max, step: range.step });
  const field = el("input", { type: "number", id: `number-${name}`, step: 1 / scale });
  if (slider) field.ariaLabel = `${label}, any value`; // the label is the slider's
  const written = (value) => (value / scale).toFixed(digits);
  let now = null;
  let typing = false; // what is half typed stays, whatever is shown meanwhile

  function show(value) {
    now = value;
    if (!typing) field.value = written(value);
    if (!slider) return;
    if (value > 0) slider.value = range.of(value);
    slider.ariaValueText = scale === 1 ? format.count(value) : written(value); // else the number of the stop is read out
  }
  function move(value) {
    show(value);
    moved(value);
  }
  function limit(least, most) {
    [field.min, field.max] = [least / scale, most / scale];
    if (step) [slider.min, slider.max] = [least, most];
  }

  limit(low, high);
  slider?.addEventListener("input", () => move(range.at(slider.value)));
  field.addEventListener("input", () => (typing = true));
  field.addEventListener("blur", () => {
    if (typing) [typing, field.value] = [false, written(now)]; // typed and taken back, which is no change
  });
  field.addEventListener("change", () => {
    typing = false;
    if (Number.isNaN(field.valueAsNumber)) show(now); // an emptied field takes its value back
    else move(Math.round(field.valueAsNumber * scale));
  });
  const title = el("label", { htmlFor: (slider || field).id, textContent: label });
  /** Let the slider reach a value that is none of its steps. */
  const aim = (value) => (slider.step = (value - slider.min) % step ? 1 : step);
  return { parts: [title, field, ...(slider ? [slider] : [])], show, limit, aim };
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

module.exports = { build, choice, dialog, list, nearest, number, tool };

// The controls of the page Slide and its keys. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const slide = require("./slide.js");

const { el } = dom;

// What can be done by key: the action, the keys as written, what they do, and their names.
const KEYS = [
  ["play", "Space", "play or pause", " "],
  ["forward", "→", "one position on", "ArrowRight"],
  ["back", "←", "one position back", "ArrowLeft"],
  ["rowForward", "Shift → or ↓", "one row on", "Shift ArrowRight", "ArrowDown"],
  ["rowBack", "Shift ← or ↑", "one row back", "Shift ArrowLeft", "ArrowUp"],
  ["start", "Home", "to the start", "Home"],
  ["end", "End", "to the end", "End"],
  ["faster", "]", "faster", "]"],
  ["slower", "[", "slower", "["],
  ["nextFilter", "n", "next filter", "n"],
  ["previousFilter", "p", "previous filter", "p"],
  ["race", "r", "race, or in step", "r"],
  ["terms", "t", "every term of the sums", "t"],
  ["help", "?", "these keys", "?"],
];

/** The action of a key. */
function action({ key, shiftKey }) {
  const named = (name) => KEYS.find(([, , , ...names]) => names.includes(name));
  const known = key.length === 1 ? key.toLowerCase() : key; // Caps Lock may be on
  const [name] = (shiftKey && named(`Shift ${key}`)) || named(known) || [];
  return name;
}

/** Whether a key belongs to the browser or the system; brackets are typed with Alt on many keyboards. */
function isChord(event) {
  const { ctrlKey, metaKey, altKey, key } = event;
  if (event.getModifierState("AltGraph")) return false;
  return ctrlKey || metaKey || (altKey && !"[]".includes(key));
}

const TURN = "CNNs slide each kernel as it is; convolution in mathematics turns it by 180° first.";

// Keys that mean something of their own where the focus is.
const OWN = {
  "dialog[open]": /./, // for a moment after it has closed, keys still go to it
  "#slide-scrub": /^Page/,
  "input[type=range]": /^(Arrow|Home|End|Page)/,
  "input[type=radio]": /^Arrow/,
  "button, summary": /^ /,
  "input, textarea, select, [role=combobox], [role=listbox], [role=option]": /./,
};
const owns = ({ target, key }) =>
  Object.entries(OWN)
    .find(([selector]) => target.closest(selector))?.[1]
    .test(key);

/**
 * Controls in places for the clock, the order, the kernels and the line above the sums; `does` has
 * a function for each action, `set` takes what is chosen; keys are heard until `signal`.
 */
function slideBar([bar, orders, turns, line], does, set, signal) {
  const button = (name, label, text = "") =>
    el("button", {
      type: "button",
      className: `tool act-${name}`,
      ariaLabel: label,
      title: label,
      textContent: text,
      onclick: () => does[name](),
    });
  const play = button("play", "Play");
  const scrub = el("input", { type: "range", id: "slide-scrub", min: 0, step: 1, ariaLabel: "Position" });
  const speed = el("input", {
    type: "range",
    id: "slide-speed",
    min: 0,
    max: slide.SPEEDS.length - 1,
    ariaLabel: "Speed",
  });
  const pace = el("output", { htmlFor: "slide-speed" });
  const filter = place("Filter", (n) => set.filter(n));
  const first = place("Channel", (n) => set.first(n));

  const modes = choice(
    "mode",
    "Mode",
    [
      ["step", "In step"],
      ["race", "Race"],
    ],
    (value) => set.race(value === "race")
  );
  const order = choice(
    "order",
    "Order",
    [
      ["pixel", "Pixel by pixel"],
      ["step", "Depthwise first"],
    ],
    (value) => set.stepwise(value === "step")
  );
  const kernels = choice(
    "kernels",
    "Kernels",
    [
      ["as-is", "Cross-correlation"],
      ["turned", "Convolution"],
    ],
    (value) => set.turned(value === "turned")
  );

  bar.replaceChildren(
    modes,
    el(
      "div",
      { className: "transport" },
      button("start", "To the start"),
      button("back", "One position back"),
      play,
      button("forward", "One position on"),
      button("end", "To the end")
    ),
    scrub,
    el("label", { className: "slide-speed" }, "Speed", speed, pace),
    filter,
    first,
    button("help", "Keys", "?")
  );
  orders.replaceChildren(order);
  turns.replaceChildren(kernels, TURN);
  line.append(button("terms", "All terms", "All terms"));

  function choice(name, label, options, choose) {
    const radios = options.map(([value, text], n) => {
      const radio = el("input", {
        type: "radio",
        name: `slide-${name}`,
        value,
        checked: n === 0,
        onchange: () => choose(value),
      });
      return el("label", {}, radio, el("span", {}, text));
    });
    const group = el(
      "fieldset",
      { className: `choice choice-${name}` },
      el("legend", {}, label),
      el("span", {}, ...radios)
    );
    // Who chose by hand wants the arrows for the clock; who came by Tab, for the choice.
    group.addEventListener("pointerup", () =>
      setTimeout(() => group.contains(document.activeElement) && document.activeElement.blur())
    );
    return group;
  }

  /** A field for the number of a filter or a channel; an emptied one takes its value back. */
  function place(label, choose) {
    const [field, count] = [el("input", { type: "number", min: 0, step: 1 }), el("span")];
    let typing = false; // what is half written stays
    field.addEventListener("input", () => (typing = true));
    field.addEventListener("change", () => Number.isInteger(field.valueAsNumber) && choose(field.valueAsNumber));
    for (const end of ["change", "blur"])
      field.addEventListener(end, () => {
        typing = false;
        if (field.value === "" || end === "blur") field.value = shown;
      });
    let shown = 0;
    const whole = el("label", { className: "place" }, label, field, count);
    whole.show = (value, total) => {
      shown = value;
      field.max = total - 1;
      if (!typing) field.value = value;
      count.textContent = `0–${format.count(total - 1)}`;
    };
    return whole;
  }

  scrub.addEventListener("input", () => set.at(scrub.valueAsNumber));
  speed.addEventListener("input", () => set.speed(slide.SPEEDS[speed.value]));

  function press(event) {
    const name = action(event);
    if (!name || isChord(event) || owns(event)) return;
    event.preventDefault();
    does[name]();
  }
  document.addEventListener("keydown", press, { signal });

  /**
   * Show the state: at, last, playing, speed, output of how many filters, first of how many channels and whether
   * there are more than are shown, race, stepwise, turned, still.
   */
  function show(state) {
    Object.assign(scrub, { max: state.last, value: state.at });
    scrub.ariaValueText = `${Math.round(state.at)} of ${state.last}`;
    play.classList.toggle("playing", state.playing);
    play.title = play.ariaLabel = state.playing ? "Pause" : "Play";
    bar.classList.toggle("still", state.still);
    speed.value = slide.SPEEDS.indexOf(state.speed);
    pace.value = `${state.speed}/s`;
    speed.ariaValueText = `${state.speed} positions a second`;
    filter.show(state.output, state.filters);
    first.show(state.first, state.channels);
    first.hidden = !state.more;
    check(modes, state.race ? "race" : "step");
    check(order, state.stepwise ? "step" : "pixel");
    check(kernels, state.turned ? "turned" : "as-is");
  }

  const check = (group, value) => (group.querySelector(`[value="${value}"]`).checked = true);

  return { show };
}

slideBar.KEYS = KEYS;
module.exports = slideBar;

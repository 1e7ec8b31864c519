// Keyboard shortcuts of the page, and which keys the focused element handles itself. Needs a browser.
"use strict";

// For each action: its name, the keys as shown to the reader, a description, and the names of the keys in events.
const KEYS = [
  ["play", "Space", "play or pause", " "],
  ["forward", "→ or Page ↓", "one position on", "ArrowRight", "PageDown"],
  ["back", "← or Page ↑", "one position back", "ArrowLeft", "PageUp"],
  ["productForward", ".", "one product on", "."],
  ["productBack", ",", "one product back", ","],
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

/** The action of a keyboard event, or undefined. */
function action({ key, shiftKey }) {
  const find = (name) => KEYS.find(([, , , ...names]) => names.includes(name));
  const normalized = key.length === 1 ? key.toLowerCase() : key; // Caps Lock may be on
  const [name] = (shiftKey && find(`Shift ${key}`)) || find(normalized) || [];
  return name;
}

/** Whether a key event belongs to the browser or the system. Brackets are typed with Alt on many keyboards. */
function isChord(event) {
  const { ctrlKey, metaKey, altKey, key } = event;
  if (event.getModifierState("AltGraph")) return false;
  return ctrlKey || metaKey || (altKey && !"[]".includes(key));
}

// Keys that the focused element handles itself, by selector; the first selector that matches counts.
const NATIVE = {
  "dialog[open]": /./, // also for a moment after it was closed, because keys still go to it
  "#slider-position": /^Page/,
  "input[type=range]": /^(Arrow|Home|End|Page)/,
  "input[type=radio]": /^Arrow/,
  "button, summary": /^ /,
  "input, textarea, select, [role=combobox], [role=listbox], [role=option]": /./,
};
const isNative = ({ target, key }) =>
  Object.entries(NATIVE)
    .find(([selector]) => target.closest(selector))?.[1]
    .test(key);

/** Call `act(name)` for each action by key, until `signal` aborts; `element` is the page. */
function listen(element, act, signal) {
  function press(event) {
    const name = action(event);
    if (!name || isChord(event) || isNative(event)) return;
    event.preventDefault();
    act(name);
  }
  document.addEventListener("keydown", press, { signal });
  // After a choice by pointer, the arrow keys move the clock again; after a choice by keyboard, they move the choice.
  element.addEventListener("pointerup", ({ target }) => {
    const group = target.closest("[role=radiogroup]");
    if (group) setTimeout(() => group.contains(document.activeElement) && document.activeElement.blur());
  });
}

module.exports = { KEYS, action, isChord, listen };

// The keys of the page: what each does, and whose it is where something else has the focus. Needs a browser.
"use strict";

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

// Keys that mean something of their own where the focus is.
const OWN = {
  "dialog[open]": /./, // for a moment after it has closed, keys still go to it
  "#slider-position": /^Page/,
  "input[type=range]": /^(Arrow|Home|End|Page)/,
  "input[type=radio]": /^Arrow/,
  "button, summary": /^ /,
  "input, textarea, select, [role=combobox], [role=listbox], [role=option]": /./,
};
const owns = ({ target, key }) =>
  Object.entries(OWN)
    .find(([selector]) => target.closest(selector))?.[1]
    .test(key);

/** Tell `act(name)` of each action by key, until `signal`; `element` is the page. */
function listen(element, act, signal) {
  function press(event) {
    const name = action(event);
    if (!name || isChord(event) || owns(event)) return;
    event.preventDefault();
    act(name);
  }
  document.addEventListener("keydown", press, { signal });
  // A reader who chose with the pointer wants the arrow keys for the clock; one who came by Tab, for the choice.
  element.addEventListener("pointerup", ({ target }) => {
    const group = target.closest("[role=radiogroup]");
    if (group) setTimeout(() => group.contains(document.activeElement) && document.activeElement.blur());
  });
}

module.exports = { KEYS, action, isChord, listen };

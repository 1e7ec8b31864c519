// The dialogs of the page Slide: its keyboard shortcuts, and every term of the sums. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const { KEYS } = require("./keys.js");
const { sums } = require("./sums.js");
const { list } = require("./terms.js");

/** Open the page's dialog, as controls.js builds it, with a title and content. */
function open({ element, title, body, open }, text, ...content) {
  title.textContent = element.ariaLabel = text;
  body.replaceChildren(...content);
  open();
}

/** Show the keyboard shortcuts. */
function keys(dialog) {
  const rows = KEYS.map(([, written, does]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, written)), el("td", {}, does))
  );
  open(dialog, "Keys", el("table", { className: "keys" }, el("tbody", {}, ...rows)));
}

/** Show every term of both lanes' sums. */
function terms(dialog, shown, lanes) {
  const side = shown.w.outputs;
  const lists = Object.entries(lanes).map(([name, { pixel }]) => {
    const position = `row ${Math.floor(pixel / side) + 1}, column ${(pixel % side) + 1}`;
    return list(name, position, sums(shown, name, pixel));
  });
  open(dialog, `Output ${shown.output + 1}, every term`, ...lists);
}

module.exports = { keys, terms };

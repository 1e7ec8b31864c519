// What the page Slide shows on demand: its keys, and every term of the sums. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const slideBar = require("./bar.js");
const slideSum = require("./sum.js");

const { el } = dom;

function open(dialog, title, ...content) {
  const close = el("button", {
    type: "button",
    className: "tool",
    textContent: "Close",
    onclick: () => dialog.close(),
  });
  dialog.replaceChildren(el("div", { className: "dialog-head" }, el("h2", {}, title), close), ...content);
  dialog.ariaLabel = title;
  dialog.onclick = (event) => dom.beside(dialog, event) && dialog.close();
  dialog.showModal();
}

/** The keys and what they do. */
function keys(dialog) {
  const rows = slideBar.KEYS.map(([, written, does]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, written)), el("td", {}, does))
  );
  open(dialog, "Keys", el("table", { className: "keys" }, el("tbody", {}, ...rows)));
}

/** Every term of both sums at a moment. */
function terms(dialog, shown, lanes) {
  const side = shown.w.outputs;
  const lists = Object.entries(lanes).map(([name, { pixel }]) => {
    const place = `row ${Math.floor(pixel / side)}, column ${pixel % side}`;
    return slideSum.list(name, place, slideSum.sums(shown, name, pixel));
  });
  open(dialog, `Output ${shown.output}, every term`, ...lists);
}

module.exports = { keys, terms };

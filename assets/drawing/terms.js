// Terms of the glossary in texts that scripts write; twin of components/glossary.py. Needs a browser.
"use strict";
const { el } = require("./dom.js");

/** A term as an element, which assets/frame/glossary.js explains. */
function term(key, text) {
  const element = el("span", { className: "term", tabIndex: 0, role: "button" }, text);
  element.dataset.term = key;
  return element;
}

module.exports = { term };

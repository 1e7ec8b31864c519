// Explains the terms of the glossary where they stand, and lists them all in a dialog. Needs a browser.
"use strict";
const { dialog } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");

const MARGIN = 8; // px between the explanation, its term and the border of the screen

/** Explain terms that the reader points at, focuses or taps; `terms` has a name and a text for each key. */
function explainTerms(terms) {
  const note = el("div", { id: "term-note", role: "tooltip", hidden: true });
  document.body.append(note);
  let explained = null; // the term of the note

  function show(element) {
    if (element === explained) return;
    hide();
    const [name, text] = terms[element.dataset.term];
    explained = element;
    note.replaceChildren(el("b", {}, name), " ", text);
    (element.closest("dialog[open]") ?? document.body).append(note); // above the dialog
    note.hidden = false;
    element.setAttribute("aria-describedby", note.id);
    place(note, element.getBoundingClientRect());
  }

  function hide() {
    explained?.removeAttribute("aria-describedby");
    explained = null;
    note.hidden = true;
  }

  const termOf = ({ target }) => target.closest?.(".term");
  document.addEventListener("pointerover", (event) => (termOf(event) ? show(termOf(event)) : !isFocused() && hide()));
  const isFocused = () => explained && explained === document.activeElement;
  document.addEventListener("focusin", (event) => termOf(event) && show(termOf(event)));
  document.addEventListener("focusout", (event) => termOf(event) && hide());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !explained) return;
    hide();
    event.preventDefault(); // an open dialog stays
  });
  // The focus scrolls its element into view, and the note goes along.
  const follow = () => (isFocused() ? place(note, explained.getBoundingClientRect()) : hide());
  addEventListener("scroll", follow, { capture: true, passive: true });
}

/** Place the note below the term, or above it, within the screen. */
function place(note, { left, top, bottom }) {
  const { offsetWidth, offsetHeight } = note;
  const right = document.documentElement.clientWidth - offsetWidth - MARGIN;
  note.style.left = `${Math.max(MARGIN, Math.min(left, right))}px`;
  const isBelow = bottom + MARGIN + offsetHeight <= innerHeight;
  note.style.top = `${isBelow ? bottom + MARGIN : Math.max(MARGIN, top - MARGIN - offsetHeight)}px`;
}

/** Open the list of all terms. */
function list(terms) {
  const element = document.getElementById("glossary");
  const { body, open } = dialog(element, "Terms");
  const sorted = Object.values(terms).sort(([a], [b]) => a.localeCompare(b, "en"));
  const entries = sorted.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]);
  body.append(el("dl", {}, ...entries));
  open();
}

/** Open the list with the button of the bar. */
function listenToButton(terms) {
  document.addEventListener("click", ({ target }) => target.closest("#terms") && list(terms));
}

module.exports = { explainTerms, listenToButton };

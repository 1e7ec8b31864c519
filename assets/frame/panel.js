// The controls of the settings, in the panel and on pages, and the panel as a bottom sheet on phones. Needs a browser.
"use strict";
const { build } = require("../drawing/controls.js");

/** The controls of the settings; `moved(name, value)` is called when the reader moves one. */
function createPanel(moved) {
  const controls = {};

  /** Build the controls in the placeholders below `element`, and show these settings. */
  function add(element, settings) {
    Object.assign(controls, build(element, moved));
    show(settings);
  }

  /** Show these settings in their controls. */
  function show(settings) {
    for (const [name, value] of Object.entries(settings)) controls[name]?.show(value);
  }

  return { add, show };
}

/** Open and close the sheet: its button, Escape, a tap outside it, and a click on an example. */
function listenToSheet() {
  const button = () => document.getElementById("panel-toggle");
  const setOpen = (open) => button()?.setAttribute("aria-expanded", open);
  const isOpen = () => button()?.getAttribute("aria-expanded") === "true";

  document.addEventListener("click", ({ target }) => {
    if (target.closest("#panel-toggle")) return setOpen(!isOpen());
    if (!target.closest("#panel, .message, dialog") || target.closest(".examples a")) setOpen(false);
  });
  document.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape" || !isOpen() || target.closest("dialog")) return;
    setOpen(false);
    button().focus();
  });
}

module.exports = { createPanel, listenToSheet };

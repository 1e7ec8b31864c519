// Takes pictures that are dropped or pasted anywhere on the page. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");

const TEXT_INPUT = "textarea, [contenteditable], input:not([readonly], [type=range])";

const isPicture = ({ type }) => type.startsWith("image/");

/** Call `take(file)` for each picture; `hint` is shown while a picture is dragged over the page. */
function listen(take, hint) {
  document.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    const pasted = [...files].find(isPicture);
    // Office programs copy text together with a picture of it; in a text field the reader wants the text.
    if (!pasted || (types.includes("text/plain") && event.target.closest?.(TEXT_INPUT))) return;
    event.preventDefault();
    take(pasted);
  });

  const overlay = createOverlay(hint);
  const drop = (accepts) => (event) => {
    overlay.hidePopover();
    const dropped = [...(event.dataTransfer?.files ?? [])].find(accepts);
    if (!dropped || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    take(dropped);
  };
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    overlay.togglePopover([...event.dataTransfer.items].some(isPicture));
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || overlay.hidePopover());
  // The capturing handler takes pictures before any part of the page can. The other takes files that no part of the
  // page wanted, and `take` reports that they are no pictures.
  addEventListener("drop", drop(isPicture), true);
  addEventListener(
    "drop",
    drop(() => true)
  );
}

/** The overlay that covers the page, dialogs included, while a picture is dragged over it. */
function createOverlay(hint) {
  const text = el("p", {}, el("b", {}, "Drop your picture"), el("br"), hint);
  const overlay = el("div", { className: "veil", popover: "manual" }, text);
  document.body.append(overlay);
  return overlay;
}

module.exports = { listen };

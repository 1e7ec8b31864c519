// Pictures that are dropped or pasted anywhere on the page. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");

const TYPED = "textarea, [contenteditable], input:not([readonly], [type=range])";

const isPicture = ({ type }) => type.startsWith("image/");

/** `take(file)` is told of each picture; `hint` is written on the page while one is dragged over it. */
function listen(take, hint) {
  document.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    const pasted = [...files].find(isPicture);
    // Office programs copy a text together with a picture of it: where somebody writes, the text is wanted.
    if (!pasted || (types.includes("text/plain") && event.target.closest?.(TYPED))) return;
    event.preventDefault();
    take(pasted);
  });

  const veil = drawVeil(hint);
  const drop = (wanted) => (event) => {
    veil.hidePopover();
    const dropped = [...(event.dataTransfer?.files ?? [])].find(wanted);
    if (!dropped || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    take(dropped);
  };
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    veil.togglePopover([...event.dataTransfer.items].some(isPicture));
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || veil.hidePopover());
  // Pictures are taken before any part of the page can take them; another file only where no part wants it, and then
  // `take` refuses it.
  addEventListener("drop", drop(isPicture), true);
  addEventListener(
    "drop",
    drop(() => true)
  );
}

/** What lies over the page, dialogs included, while a picture is dragged over it. */
function drawVeil(hint) {
  const said = el("p", {}, el("b", {}, "Drop your picture"), el("br"), hint);
  const veil = el("div", { className: "veil", popover: "manual" }, said);
  document.body.append(veil);
  return veil;
}

module.exports = { listen };

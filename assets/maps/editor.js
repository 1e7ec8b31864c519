// The dialog that enlarges one map, with the filter values that produce it, which can be edited. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");
const { enlarged } = require("./enlarged.js");
const { filters } = require("./filters.js");

/** The dialog in `element`; `view` is the interface of the page, see view.js. */
function editor(element, view) {
  const [before, after] = [controls.tool("‹ Previous", () => goBy(-1)), controls.tool("Next ›", () => goBy(1))];
  const dialog = controls.dialog(element, "One map and its filter", before, after);
  const map = enlarged(view.pointer);
  const values = el("div", { className: "values" });
  const filter = filters(values, view);
  dialog.body.append(map.element, values);
  let open = null; // the requested map: the name of its grid, and its number in the layer

  /** Enlarge map `n` of those that a grid shows. */
  function openMap(name, n) {
    show(name, view.shown().grids[name].first + n);
  }

  /** Enlarge map `number` of the layer. Returns whether its grid currently shows it. */
  function show(name, number) {
    open = { name, number };
    dialog.open();
    view.remember();
    return refresh();
  }

  /** Draw the map again, after it or its filter changed. Returns whether its grid currently shows it. */
  function refresh() {
    if (!open) return false;
    const shown = view.shown();
    const { name, number } = open;
    const { first, total } = shown.grids[name];
    if (number >= total) return dialog.close();
    const n = number - first;
    if (n < 0 || n >= shown.arrays[name].shape[0]) return false;
    dialog.title.textContent = view.title(name, n);
    dialog.title.className = "stage-" + name;
    [before.disabled, after.disabled] = [number === 0, number === total - 1];
    map.draw(shown, name, n, dialog.title.textContent);
    filter.draw({ name, number, n });
    return true;
  }

  function goBy(step) {
    const { name, number } = open;
    const [to, { first }] = [number + step, view.shown().grids[name]];
    // If the grid does not show that map yet, it is drawn when the next page of maps arrives.
    if (!show(name, to)) view.turnPage(name, Math.max(0, to < first ? first - view.shown().page : to));
  }

  element.addEventListener("close", () => {
    open = null;
    map.clear();
    filter.draw(null);
    view.pointer.leave();
    view.remember();
  });
  return { close: dialog.close, follow: map.follow, open: openMap, opened: () => open, refresh, show };
}

module.exports = { editor };

// Follows the pointer: outlines its pixel in every map, and formats the values there. Needs a browser.
"use strict";
const format = require("../drawing/format.js");
const { exact } = require("./exact.js");
const pixel = require("./pixel.js");

/**
 * The pointer over the page `element`. `shown()` returns the painted answer; `moved()` is called when the pixel or its
 * values have changed, `say(error)` if the server refuses the values.
 */
function follow(element, { shown, moved, say }) {
  let at = null; // the pixel, from pixel.point
  const values = exact(shown, () => at && outline(), say);

  function outline() {
    for (const [name, cell] of Object.entries(pixel.properties(at, shown().window)))
      element.style.setProperty("--" + name, cell);
    element.classList.add("pointing");
    moved();
  }

  /** Handle a move of the pointer to a pixel of a grid. */
  function point(name, row, column) {
    const { arrays, window } = shown();
    at = pixel.point(name, row, column, window, arrays.standard.shape[1]);
    values.point(at);
    outline();
  }

  function leave() {
    at = null;
    values.point(null);
    element.classList.remove("pointing");
  }

  /** Handle a change of the painted maps. */
  function refresh() {
    values.refresh();
    if (at) outline();
  }

  /** The value at the pixel in map `n` of a grid, as text with so many digits. */
  function value(name, n, digits) {
    const found = values.value(name, n);
    return typeof found === "number" ? format.value(found, digits) : (found ?? "");
  }

  return { isPointing: () => at !== null, leave, pixel: values.where, point, refresh, value };
}

module.exports = { follow };

// Follows the pointer: outlines its pixel in every map, and gives the values there as texts. Needs a browser.
"use strict";
const format = require("../drawing/format.js");
const { exact } = require("./exact.js");
const pixel = require("./pixel.js");

/**
 * The pointer over the page `element`. `shown()` gives the answer that is painted; `moved()` is told when the pixel or
 * its values are others, `say(error)` when the server refuses the values.
 */
function follow(element, { shown, moved, say }) {
  let at = null; // the pixel, as pixel.js gives it
  const values = exact(shown, () => at && outline(), say);

  function outline() {
    for (const [name, cells] of Object.entries(pixel.properties(at, shown().window)))
      element.style.setProperty("--" + name, cells);
    element.classList.add("pointing");
    moved();
  }

  /** The pointer came to a pixel of a grid. */
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

  /** Other maps are painted. */
  function renew() {
    values.renew();
    if (at) outline();
  }

  /** The value at the pixel in map `n` of a grid, with so many digits. */
  function value(name, n, digits) {
    const found = values.value(name, n);
    return typeof found === "number" ? format.value(found, digits) : (found ?? "");
  }

  return { leave, pixel: values.where, point, renew, value };
}

module.exports = { follow };

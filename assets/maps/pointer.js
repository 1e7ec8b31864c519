// Follows the pointer: outlines its pixel in every map, and knows the exact values there. Needs a browser.
"use strict";
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { GRIDS } = require("./maps.js");
const pixel = require("./pixel.js");

/**
 * The pointer over the page `element`. `page.shown()` gives the answer that is painted; `page.moved()` is told when the
 * pixel or its values are others; `page.say(error)` when the server refuses them.
 */
function follow(element, { shown, moved, say }) {
  let at = null; // the pixel, as pixel.js gives it
  let exact = null; // values around the pixel, once the server has sent them

  /** Row and column of the pixel in a grid. */
  const where = (name) => pixel.inGrid(at, name, shown().arrays[name].shape[1]);
  const inside = (name) => pixel.inside(where(name), shown().arrays[name]);
  const offset = (name) => pixel.offset(where(name), exact.corners[name], exact.arrays[name]);

  /** Whether the values that are here hold the pixel in all grids. */
  const known = () => exact !== null && GRIDS.every((name) => !inside(name) || offset(name) !== null);

  const needValues = answers.latest(async () => {
    if (!at || known()) return;
    const of = shown();
    const pointed = { row: at.row, column: at.column, input_row: at.inputRow, input_column: at.inputColumn };
    const answer = await ask("/answers/values", of.settings, { ...of.first, ...pointed });
    if (of !== shown()) return; // other maps are painted meanwhile
    exact = answer;
    if (at) outline();
  }, say);

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
    outline();
    needValues();
  }

  function leave() {
    at = null;
    element.classList.remove("pointing");
  }

  /** Other maps are painted: the values are out of date. */
  function renew() {
    exact = null;
    if (!at) return;
    outline();
    needValues();
  }

  /** The server's value at the pixel in map `n` of a grid, with so many digits. */
  function value(name, n, digits) {
    if (!inside(name)) return "padding";
    const here = exact && offset(name);
    return here === null ? "" : format.value(slice(exact.arrays[name], n)[here], digits);
  }

  return { leave, pixel: where, point, renew, value };
}

module.exports = { follow };

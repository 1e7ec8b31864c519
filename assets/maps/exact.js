// Exact values from the server around the pixel under the pointer. Needs a browser.
"use strict";
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { slice } = require("../drawing/dom.js");
const { GRIDS } = require("./maps.js");
const pixel = require("./pixel.js");

/**
 * Values of the maps that `shown()` gives; `came()` is told when others are here, `say(error)` when the server refuses
 * them.
 */
function exact(shown, came, say) {
  let at = null; // the pixel, as pixel.js gives it; null while none is pointed at
  let tile = null; // values around a pixel in all grids, once the server has sent them

  /** Row and column of the pixel in a grid. */
  const where = (name) => pixel.inGrid(at, name, shown().arrays[name].shape[1]);
  const inside = (name) => pixel.inside(where(name), shown().arrays[name]);
  const offset = (name) => pixel.offset(where(name), tile.corners[name], tile.arrays[name]);

  /** Whether the tile holds the pixel in all grids. */
  const known = () => tile !== null && GRIDS.every((name) => !inside(name) || offset(name) !== null);

  const need = answers.latest(async () => {
    if (!at || known()) return;
    const of = shown();
    const pointed = { row: at.row, column: at.column, input_row: at.inputRow, input_column: at.inputColumn };
    const answer = await ask("/answers/values", of.settings, { ...of.first, ...pointed });
    if (of !== shown()) return; // other maps are painted meanwhile
    tile = answer;
    came();
  }, say);

  /** The pixel that is pointed at from now on, or null. */
  function point(now) {
    at = now;
    need();
  }

  /** Other maps are shown: their values are needed anew. */
  function renew() {
    tile = null;
    need();
  }

  /** The value at the pixel in map `n` of a grid: "padding" outside the map, null while it is not here. */
  function value(name, n) {
    if (!inside(name)) return "padding";
    const here = tile && offset(name);
    return here === null ? null : slice(tile.arrays[name], n)[here];
  }

  return { point, renew, value, where };
}

module.exports = { exact };

// Exact values from the server around the pixel under the pointer. Needs a browser.
"use strict";
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { slice } = require("../drawing/dom.js");
const { GRIDS } = require("./maps.js");
const pixel = require("./pixel.js");

/**
 * The exact values of the maps that `shown()` returns. `arrived()` is called when new values are there, `say(error)` if
 * the server refuses them.
 */
function exact(shown, arrived, say) {
  let at = null; // the pixel under the pointer, from pixel.point, or null
  let tile = null; // values around a pixel in all grids, once the server has sent them

  /** Row and column of the pixel in a grid. */
  const where = (name) => pixel.inGrid(at, name, shown().arrays[name].shape[1]);
  const isInMaps = (name) => pixel.isInMaps(where(name), shown().arrays[name]);
  const offset = (name) => pixel.offset(where(name), tile.corners[name], tile.arrays[name]);

  /** Whether the tile contains the pixel in all grids. */
  const isCovered = () => tile !== null && GRIDS.every((name) => !isInMaps(name) || offset(name) !== null);

  const fetchTile = answers.latest(async () => {
    if (!at || isCovered()) return;
    const requested = shown();
    const pointed = { row: at.row, column: at.column, input_row: at.inputRow, input_column: at.inputColumn };
    const answer = await ask("/answers/values", requested.settings, { ...requested.first, ...pointed });
    if (requested !== shown()) return; // the maps have changed meanwhile
    tile = answer;
    arrived();
  }, say);

  /** Set the pixel under the pointer, or null. */
  function point(newPixel) {
    at = newPixel;
    fetchTile();
  }

  /** Discard the values and fetch new ones, because the maps have changed. */
  function refresh() {
    tile = null;
    fetchTile();
  }

  /** The value at the pixel in map `n` of a grid; "padding" outside the map, null until it arrives. */
  function value(name, n) {
    if (!isInMaps(name)) return "padding";
    const index = tile && offset(name);
    return index === null ? null : slice(tile.arrays[name], n)[index];
  }

  return { point, refresh, value, where };
}

module.exports = { exact };

// The scene of the page Maps: brings it into the address, and back. Needs a browser.
"use strict";
const { debounce } = require("../drawing/rest.js");
const address = require("./address.js");

/**
 * The scene of a page: `dialog` enlarges maps, `pointer` follows the pixel, `source` has the pages of the grids. `lab` is
 * the interface of the frame.
 */
function createScene(lab, { dialog, pointer, source }) {
  let given = null; // the scene of an address that has not been drawn
  let isNew = false; // whether it came from the history
  const remember = debounce(() => lab.remember("", true));

  /** Take the scene of the address, which is drawn with the next answer. */
  function take() {
    given = address.parse(location.search);
    source.setPages(given.first);
    if (given.message) lab.say(given.message);
  }

  /** Take the scene of another entry of the history, whose settings are shown next. */
  function arrive() {
    take();
    isNew = true;
  }

  /** Request the picture of settings, even if only the scene is new. */
  function follow(settings) {
    source.follow(settings, isNew);
    isNew = false;
  }

  /** Open the map of the address, and outline its pixel. */
  function draw() {
    const scene = given;
    given = null;
    if (!scene?.open) return scene && dialog.close();
    const { name, number } = scene.open;
    const { arrays, grids } = source.shown();
    if (number >= grids[name].total) return;
    if (!dialog.show(name, number)) source.turnPage(name, number);
    const last = arrays[name].shape[1] - 1;
    if (scene.pixel) pointer.point(name, ...scene.pixel.map((n) => Math.min(n, last)));
  }

  /** The scene as a query string. */
  function query() {
    const open = dialog.opened();
    const pixel = open && pointer.isPointing() ? pointer.pixel(open.name) : null;
    return address.query({ open, pixel, first: source.pages() });
  }

  take();
  return { arrive, draw, follow, query, remember };
}

module.exports = { createScene };

// One grid of maps. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const { tool } = require("../drawing/controls.js");
const { fill, onCanvas, slice } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const figure = require("./figure.js");
const maps = require("./maps.js");

const KINDS = {
  input: { title: "Input channel", beside: 0, share: 0.3 },
  depthwise: { title: "Depthwise map", beside: 0.36, share: 0.3 }, // `beside`: width of the filter, in sides of a map
  separable: { title: "Separable output", beside: 0, share: 1 },
  standard: { title: "Standard output", beside: 0, share: 1 }, // `share` of the remaining height
};
const LEAST = 30; // px; smaller maps cannot be read, so the page scrolls instead
const STACKED = "(max-width: 900px)"; // as in maps.css

/** The grid `name` in `section`; `on` has handlers for pointing, opening and turning pages. */
function grid(section, name, on) {
  const { title, beside } = KINDS[name];
  const find = (selector) => section.querySelector(selector);
  const [box, list, photo] = [find(".figures"), find(".list"), find(".photo")];
  let shown = null;

  function draw(answer) {
    shown = answer;
    const [count, rows, columns] = shown.arrays[name].shape;
    const figures = fill(list, count, (n) => figure.make(name, n, beside > 0, on));
    if (!figures.some((button) => button.tabIndex === 0)) figures[0].tabIndex = 0;
    figures.forEach((button, n) => {
      const [values, scale] = [slice(shown.arrays[name], n), shown.grids[name].scales[n][0]];
      figure.draw(button, { values, rows, columns, scale, label: labelOf(shown, name, n), title: titleOf(n) });
      if (button.filter) figure.drawFilter(button, slice(shown.arrays.filters, n));
    });
    if (photo) drawPhoto(photo, shown);
    section.style.setProperty("--rows", rows);
    const total = format.count(shown.grids[name].total);
    find(".maps-count").textContent = `${total} of ${rows}×${columns}, each on its own scale`;
    find(".maps-pager").replaceChildren(...pager(shown, name, on));
  }

  const titleOf = (n) => `${title} ${labelOf(shown, name, n)}`;

  /** Write the text `read(n, digits)` below each map n; small maps get fewer digits. */
  function write(read) {
    const digits = section.classList.contains("small") ? 3 : 4;
    [...list.children].forEach((button, n) => (button.reading.textContent = read(n, digits)));
  }

  /** Mark the map of the chosen output. */
  function mark(chosen) {
    [...list.children].forEach((button, n) => button.classList.toggle("chosen", n === chosen));
  }

  /** Set the size at which all maps fit into the grid's part of the screen. */
  function fit() {
    const count = list.childElementCount + (photo && !photo.hidden ? 1 : 0);
    const [side, rem] = sideIn(box, count, KINDS[name]);
    section.style.setProperty("--side", side + "px");
    section.style.setProperty("--beside", beside);
    section.classList.toggle("small", side < 5 * rem);
  }

  box.addEventListener("pointerleave", on.leave);
  box.addEventListener("keydown", (event) => figure.roam([...list.children], event));
  return { draw, fit, mark, titleOf, write };
}

/** The text below map `n` of a grid. */
function labelOf(shown, name, n) {
  if (name === "input") return shown.channels[n];
  if (name === "depthwise") return shown.names[n];
  return String(shown.grids[name].first + n + 1); // readers count from 1
}

/** Paint the first three channels as one picture: red, green and blue. */
function drawPhoto(photo, { arrays, grids, settings }) {
  const { first, scales } = grids.input;
  photo.hidden = settings.channels < 3 || first !== 0;
  if (photo.hidden) return;
  const [, rows, columns] = arrays.input.shape;
  const planes = [0, 1, 2].map((n) => ({ shades: slice(arrays.input, n), high: scales[n][2] }));
  const most = Math.max(1, ...planes.map(({ high }) => high)); // above 1 for whole numbers
  onCanvas(photo, rows, columns, (pixels) => colours.paintColours(planes, most, pixels));
}

/** Buttons for the previous and next maps of a grid, if it does not show all. */
function pager(shown, name, on) {
  const { first, total } = shown.grids[name];
  const [count] = shown.arrays[name].shape;
  if (count === total) return [];
  const pageButton = (text, to, ariaLabel) =>
    tool(text, () => on.turnPage(name, to), { ariaLabel, disabled: to < 0 || to >= total });
  // All pages except the last have `page` maps.
  const before = pageButton("‹", first - shown.page, "Previous maps");
  const after = pageButton("›", first + count, "Next maps");
  return [before, `${first + 1}–${first + count}`, after];
}

/** The side in px at which `count` maps fit into a grid's box, and the px of one rem. */
function sideIn(box, count, { beside, share }) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { top } = box.getBoundingClientRect();
  const width = box.clientWidth - 2 * parseFloat(getComputedStyle(box).paddingLeft);
  const remaining = innerHeight - (top + scrollY) - rem;
  const height = matchMedia(STACKED).matches ? 0.26 * innerHeight : remaining * share;
  const room = { gap: 0.375 * rem, beside, below: 1.125 * rem, least: LEAST, most: 22 * rem };
  return [maps.side(count, width, height, room), rem];
}

module.exports = { grid };

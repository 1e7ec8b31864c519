// One grid of maps on the page Maps. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const maps = require("./maps.js");

const { cell, el, fill, onCanvas, slice } = dom;

const KINDS = {
  input: { title: "Input channel", beside: 0, share: 0.3 },
  depthwise: { title: "Depthwise map", beside: 0.36, share: 0.3 }, // `beside`: room for the filter
  separable: { title: "Separable output", beside: 0, share: 1 },
  standard: { title: "Standard output", beside: 0, share: 1 }, // `share` of the height that is left
};
const LEAST = 30; // px; smaller maps cannot be read, then the page scrolls
const STACKED = "(max-width: 900px)"; // as in maps.css

/** The grid `name` in `section`; tells `on` what is pointed at, opened and turned to. */
function mapsGrid(section, name, on) {
  const { title, beside, share } = KINDS[name];
  const find = (selector) => section.querySelector(selector);
  const [box, list, photo] = [find(".figures"), find(".list"), find(".photo")];
  let shown = null;

  function draw(answer) {
    shown = answer;
    const { total, first, scales } = shown.grids[name];
    const array = shown.arrays[name];
    const [count, rows, columns] = array.shape;
    const figures = fill(list, count, makeFigure);
    if (!figures.some((figure) => figure.tabIndex === 0)) figures[0].tabIndex = 0;
    figures.forEach((figure, n) => {
      onCanvas(figure.map, rows, columns, (pixels) => colours.paint(slice(array, n), scales[n][0], pixels));
      figure.label.textContent = label(n);
      figure.title = figure.ariaLabel = titleOf(n);
      if (figure.filter) drawFilter(figure.filter, slice(shown.arrays.filters, n));
    });
    if (photo) drawPhoto();
    section.style.setProperty("--rows", rows);
    find(".maps-count").textContent = `${format.count(total)} of ${rows}×${columns}`;
    drawPager(first, count, total);
  }

  function makeFigure(n) {
    const parts = { map: el("canvas", { className: "map" }), label: el("span", { className: "label" }) };
    parts.reading = el("span", { className: "value" });
    const plate = el("span", { className: "plate" }, parts.map, el("span", { className: "pixel" }));
    if (name === "input") plate.append(el("span", { className: "window" }));
    const body = el("span", { className: "body" }, plate);
    if (beside) body.prepend((parts.filter = el("canvas", { className: "filter" })));
    const caption = el("span", { className: "caption" }, parts.label, parts.reading);
    const figure = el("button", { type: "button", className: "figure", tabIndex: n ? -1 : 0 }, body, caption);
    figure.addEventListener("click", () => on.open(name, n));
    figure.addEventListener("focus", () => on.focus(name, n));
    figure.addEventListener("pointermove", (event) => on.point(name, ...cell(parts.map, event), n));
    return Object.assign(figure, parts);
  }

  function drawFilter(canvas, values) {
    const k = Math.sqrt(values.length);
    onCanvas(canvas, k, k, (pixels) => colours.paintSigned(values, pixels));
  }

  /** Red, green and blue together: the picture that the first three channels are. */
  function drawPhoto() {
    const { first, scales } = shown.grids.input;
    photo.hidden = shown.settings.channels < 3 || first !== 0;
    if (photo.hidden) return;
    const [, rows, columns] = shown.arrays.input.shape;
    const planes = [0, 1, 2].map((n) => ({ shades: slice(shown.arrays.input, n), high: scales[n][2] }));
    onCanvas(photo, rows, columns, (pixels) => colours.paintColours(planes, pixels));
  }

  function drawPager(first, count, total) {
    const turn = (textContent, to, ariaLabel) =>
      el("button", { type: "button", textContent, ariaLabel, disabled: to < 0 || to >= total, onclick: () => on.turn(name, to) });
    // Each page but the last is as long as the first.
    const [before, after] = [turn("‹", first - shown.page, "Previous maps"), turn("›", first + count, "Next maps")];
    find(".maps-pager").replaceChildren(...(count < total ? [before, `${first}–${first + count - 1}`, after] : []));
  }

  function label(n) {
    if (name === "input") return shown.channels[n];
    if (name === "depthwise") return shown.names[n];
    return String(shown.grids[name].first + n);
  }

  const titleOf = (n) => `${title} ${label(n)}`;

  /** Write what `read` gives for each map under it; fewer digits where there is little room. */
  function write(read) {
    const digits = section.classList.contains("small") ? 3 : 4;
    [...list.children].forEach((figure, n) => (figure.reading.textContent = read(n, digits)));
  }

  /** Mark the map of the output that is chosen. */
  function mark(chosen) {
    [...list.children].forEach((figure, n) => figure.classList.toggle("chosen", n === chosen));
  }

  /** The size at which all maps fit into the grid's part of the screen. */
  function fit() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { top } = box.getBoundingClientRect();
    const width = box.clientWidth - 2 * parseFloat(getComputedStyle(box).paddingLeft);
    const count = list.childElementCount + (photo && !photo.hidden ? 1 : 0);
    const left = innerHeight - (top + scrollY) - rem;
    const height = matchMedia(STACKED).matches ? 0.26 * innerHeight : left * share;
    const room = { gap: 0.375 * rem, beside, below: 1.125 * rem, least: LEAST, most: 22 * rem };
    const side = maps.side(count, width, height, room);
    section.style.setProperty("--side", side + "px");
    section.style.setProperty("--beside", beside);
    section.classList.toggle("small", side < 5 * rem);
  }

  /** Arrow keys move the focus among the maps. */
  function move(event) {
    const figures = [...list.children];
    const here = figures.indexOf(document.activeElement);
    const columns = figures.filter((figure) => figure.offsetTop === figures[0].offsetTop).length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const next = figures[here + step];
    if (!next) return;
    event.preventDefault();
    [figures[here].tabIndex, next.tabIndex] = [-1, 0];
    next.focus();
  }

  box.addEventListener("pointerleave", on.leave);
  box.addEventListener("keydown", move);
  return { draw, fit, mark, titleOf, write };
}

module.exports = mapsGrid;

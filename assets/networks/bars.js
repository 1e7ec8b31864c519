// A bar chart over the depth of a network. Needs a browser.
// It is plain SVG, which is drawn within a frame; Plotly takes 60 ms for two charts.
"use strict";
const { el, fill } = require("../drawing/dom.js");

const CAPTION = "Blocks, from the image on";
const GAP = 0.15; // of a block's width
const short = new Intl.NumberFormat("en-US", { notation: "compact" });
const svg = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
const percent = (share) => `${100 * share}%`;

/**
 * A chart in `container`; a click calls `open(block, kind)` with the kind of the bar, or undefined beside it. Returns a
 * function that draws stacked bars.
 */
function bars(container, open) {
  const [lines, picture] = [el("div", { className: "bars-lines" }), svg("svg")];
  const caption = el("p", { className: "bars-caption", textContent: CAPTION });
  container.replaceChildren(lines, picture, caption);
  let shown = null;

  /** The block whose column is under the pointer, because thin bars are hard to hit. */
  function blockUnder({ clientX }) {
    const { left, width } = picture.getBoundingClientRect();
    return shown.blocks[Math.floor(((clientX - left) / width) * shown.blocks.length)];
  }

  const barUnder = ({ target }) => shown.bars[[...picture.children].indexOf(target)];

  function point(event) {
    const bar = barUnder(event);
    caption.textContent = bar?.text ?? blockUnder(event)?.text ?? CAPTION;
  }
  picture.addEventListener("pointermove", point);
  picture.addEventListener("pointerleave", () => (caption.textContent = CAPTION));
  picture.addEventListener("click", (event) => blockUnder(event) && open(blockUnder(event).name, barUnder(event)?.kind));

  return function draw(chart) {
    shown = chart;
    caption.textContent = CAPTION;
    drawBars(picture, chart);
    drawLines(lines, chart);
  };
}

function drawBars(picture, { bars, blocks, top }) {
  fill(picture, bars.length, () => svg("rect")).forEach((rect, n) => {
    const { kind, index, from, to } = bars[n];
    rect.setAttribute("class", `is-${kind}`);
    rect.setAttribute("x", percent((index + GAP / 2) / blocks.length));
    rect.setAttribute("width", percent((1 - GAP) / blocks.length));
    rect.setAttribute("y", percent(1 - to / top));
    rect.setAttribute("height", percent((to - from) / top));
  });
}

/** Grid lines at round numbers, with their labels. */
function drawLines(lines, { ticks, top }) {
  fill(lines, ticks.length, () => el("i", {}, el("span"))).forEach((line, n) => {
    line.style.bottom = percent(ticks[n] / top);
    line.firstChild.textContent = short.format(ticks[n]);
  });
}

module.exports = bars;

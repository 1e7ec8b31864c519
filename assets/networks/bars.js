// A bar chart over the depth of a network. Needs a browser.
// It is plain SVG, which is drawn within a frame; Plotly takes 60 ms for two charts.
"use strict";
const { el, fill } = require("../drawing/dom.js");

const CAPTION = "Blocks, from the image on; click a bar to open it";
const GAP = 0.15; // of a block's width
const short = new Intl.NumberFormat("en-US", { notation: "compact" });
const svg = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
const percent = (share) => `${100 * share}%`;

/**
 * A chart in `container`. Its bars are links if `linkOf(block, stage)` returns an address; a click calls
 * `open(address)`. A click beside a bar, or on one without a link, calls `openBlock(block)`. Returns a function that
 * draws stacked bars.
 */
function bars(container, { linkOf, open, openBlock }) {
  const [lines, picture] = [el("div", { className: "bars-lines" }), svg("svg")];
  const caption = el("p", { className: "bars-caption", textContent: CAPTION });
  picture.setAttribute("role", "none"); // the container has the name, and the bars have theirs
  container.replaceChildren(lines, picture, caption);
  let shown = null;

  /** The block whose column is under the pointer, because thin bars are hard to hit. */
  function blockUnder({ clientX }) {
    const { left, width } = picture.getBoundingClientRect();
    return shown.blocks[Math.floor(((clientX - left) / width) * shown.blocks.length)];
  }

  const barUnder = ({ target }) => shown.bars[[...picture.children].indexOf(target.closest("a"))];
  const describe = (part) => (caption.textContent = part?.text ?? CAPTION);
  picture.addEventListener("pointermove", (event) => describe(barUnder(event) ?? blockUnder(event)));
  picture.addEventListener("pointerleave", () => describe());
  // On the container, because Chromium makes an SVG element that listens to the focus a stop of the Tab key.
  container.addEventListener("focusin", (event) => describe(barUnder(event)));
  container.addEventListener("focusout", () => describe());
  container.addEventListener("keydown", moveFocus);
  picture.addEventListener("click", (event) => {
    const address = event.target.closest("a")?.getAttribute("href");
    if (address && (event.ctrlKey || event.metaKey || event.shiftKey)) return; // the browser opens a tab or a window
    event.preventDefault();
    if (address) open(address);
    else if (blockUnder(event)) openBlock(blockUnder(event).name);
  });

  return function draw(chart) {
    shown = chart;
    caption.textContent = CAPTION;
    drawBars(picture, chart, linkOf);
    drawLines(lines, chart);
  };
}

/** Move the focus along the bars by the arrow keys: together they are one stop of the Tab key. */
function moveFocus(event) {
  const links = [...event.currentTarget.querySelectorAll("a[href]")];
  const at = links.indexOf(document.activeElement);
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
  if (!links[next]) return;
  event.preventDefault();
  for (const link of links) link.setAttribute("tabindex", link === links[next] ? 0 : -1);
  links[next].focus();
}

function drawBars(picture, { bars, blocks, top }, linkOf) {
  const links = fill(picture, bars.length, () => {
    const link = svg("a");
    link.append(svg("rect"));
    return link;
  });
  links.forEach((link, n) => {
    const { block, stage, kind, index, from, to, text } = bars[n];
    name(link, text, linkOf(block, stage));
    const rect = link.firstChild;
    rect.setAttribute("class", `is-${kind}`);
    rect.setAttribute("x", percent((index + GAP / 2) / blocks.length));
    rect.setAttribute("width", percent((1 - GAP) / blocks.length));
    rect.setAttribute("y", percent(1 - to / top));
    rect.setAttribute("height", percent((to - from) / top));
  });
  const open = links.filter((link) => link.hasAttribute("href"));
  const focused = Math.max(0, open.indexOf(document.activeElement));
  open.forEach((link, n) => link.setAttribute("tabindex", n === focused ? 0 : -1));
}

/** Make an element the link of a bar to `address`, or only an image of it if there is none. */
function name(link, text, address) {
  link.setAttribute("aria-label", address ? `${text}. Open in the lab` : text);
  const [given, withdrawn] = address ? ["href", "role"] : ["role", "href"];
  link.setAttribute(given, address ?? "img");
  link.removeAttribute(withdrawn);
  if (!address) link.removeAttribute("tabindex");
}

/** Grid lines at round numbers, with their labels. */
function drawLines(lines, { ticks, top }) {
  fill(lines, ticks.length, () => el("i", {}, el("span"))).forEach((line, n) => {
    line.style.bottom = percent(ticks[n] / top);
    line.firstChild.textContent = short.format(ticks[n]);
  });
}

module.exports = bars;

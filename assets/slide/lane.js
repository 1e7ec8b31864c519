// The last row of a lane: the sum over all channels, and the output. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const { sign } = require("../drawing/equation.js");
const format = require("../drawing/format.js");
const look = require("./look.js");
const { createPanel, drawMap, entitle } = require("./panel.js");
const sums = require("./sums.js");
const { plus } = require("./terms.js");

/** The sum and the output of the lane `name`, "standard" or "separable"; see panel.js for `on`. */
function createLane(element, name, on) {
  const total = element.querySelector(`.total-${name}`);
  const output = createPanel({ kind: "output", means: name }, on);
  total.append(output.element);

  const sum = total.querySelector(".lane-sum");
  const [label, equation] = [el("small"), el("span")];
  sum.append(label, equation);

  const resize = ({ output: side }) => look.resize(output.canvas, side);

  function take({ output: n, settings }) {
    const text = `output ${format.count(n + 1)} of ${format.count(settings.filters)}`;
    entitle(output, `${name === "standard" ? "Standard" : "Separable"} ${text}`);
    label.textContent = text[0].toUpperCase() + text.slice(1);
  }

  /** Draw a frame, and write the sum of the rows' `shares` if `writes` is true. */
  function draw(shown, frame, shares, writes) {
    const [values, picture, scale] = [shown.arrays[name].data, shown.pictures[name][0], shown.scales[name][0]];
    const outlines = frame.alone === "depthwise" ? [] : [frame.here]; // the pointwise step has not begun
    const map = { values, picture, scale, widest: shown.widest.outputs, done: frame.done, outlines };
    drawMap(output, { ...map, ...frame.outputs, lit: frame.lit?.pixels });
    if (writes) write(equation, name, shown, shares, frame);
  }

  return { draw, output, resize, take };
}

/** Write the sum of the rows' shares and its result, once all of them are summed. */
function write(container, name, shown, shares, { alone, pixel, whole }) {
  if (!whole || alone === "depthwise") return container.replaceChildren();
  const result = shown.arrays[name].data[pixel];
  const others = hidden(name, shown);
  const rest = others ? [sums.rest(result, shares)] : [];
  const texts = [...shares, ...rest].map(format.term);
  const printed = format.term(result);
  const remainder = others ? [el("small", {}, ` (${format.count(others)} more)`)] : [];
  const equal = ` ${sign(texts.map((text) => [text]), printed)} `;
  container.replaceChildren(el("span", {}, plus(texts), ...remainder, equal), el("b", {}, printed));
}

/** How many summands of a lane are not visible. */
function hidden(name, { channels, maps, rows }) {
  if (name === "standard") return channels.total - rows.channels;
  return maps.total - rows.maps;
}

module.exports = { createLane };

// Sentences of the page Slide: where the windows are, how the race goes, what a position costs. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const verdict = require("../layer/verdict.js");

const { count } = format;

const many = (n, noun) => `${count(n)} ${noun}${n === 1 ? "" : "s"}`;

/** What both lanes show now, as a sentence: their positions and results, or the progress of a race. */
const sentence = (shown, lanes, scene) => (scene.race ? race : inStep)(shown, lanes, scene);

const position = ({ pixel }, { side }) => `row ${Math.floor(pixel / side)}, column ${pixel % side}`;
const value = ({ arrays }, name, { pixel }) => format.value(arrays[name].data[pixel], 4);

function inStep(shown, { standard, separable }) {
  const at = `Output ${shown.output}, ${position(standard, shown.work)}`;
  const where = `${at}: standard ${value(shown, "standard", standard)}`;
  if (separable.alone === "depthwise") return `${where}; separable is at its depthwise step.`;
  return `${where}, separable ${value(shown, "separable", separable)}.`;
}

function race(shown, { standard, separable }, { at }) {
  const costsMore = verdict.dearer(shown.settings);
  const totals = `standard ${count(standard.total)} MACs, separable ${count(separable.total)}`;
  const ratio = format.compare(standard.total, separable.total);
  const withVerdict = (text) => [text, costsMore].filter(Boolean).join(" ");
  if (at === 0) return withVerdict("Both lanes spend the same MACs at a time.");
  if (standard.over && separable.over) return withVerdict(`Finished: ${totals}, ${ratio}.`);
  const result = (name, lane) => (lane.alone === "depthwise" ? "depthwise step" : value(shown, name, lane));
  const progress = (name, lane) =>
    `${name} ${lane.over ? "is done" : `at ${position(lane, shown.work)}: ${result(name, lane)}`}`;
  const text = withVerdict(`${progress("standard", standard)}; ${progress("separable", separable)}.`);
  return text[0].toUpperCase() + text.slice(1);
}

/** Write the cost of each lane at one position, and how many channels it does not show. */
function heads(element, { work, channels, maps, settings }) {
  const find = (name, part) => element.querySelector(`#slide-${name} .lane-${part}`);
  const each = (stage) => `${count(work[stage] / work.filters)} × ${many(work.filters, "filter")}`;
  const all = (macs) => [dom.el("b", {}, many(macs, "MAC")), " at each position: "];
  const of = (className, text) => dom.el("span", { className }, text);
  find("standard", "work").replaceChildren(...all(work.standard), `${each("standard")}, each spanning all channels`);
  find("separable", "work").replaceChildren(
    ...all(work.depthwise + work.pointwise),
    of("depthwise", count(work.depthwise)),
    ` for ${many(settings.multiplier, "filter")} a channel + `,
    of("pointwise", each("pointwise")),
    " for the mix"
  );
  const shows = { standard: channels.names.length, separable: maps.names.length / settings.multiplier };
  for (const [name, shown] of Object.entries(shows)) {
    const more = channels.total - shown;
    find(name, "more").textContent = more ? `… and ${many(more, "more channel")}` : "";
  }
}

module.exports = { heads, sentence };

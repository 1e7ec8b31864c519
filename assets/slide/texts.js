// Sentences of the page Slide: its title, what a position costs, where the windows are, how the race goes. Needs a
// browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { term } = require("../drawing/terms.js");
const verdict = require("../layer/verdict.js");

const { count } = format;
const { el } = dom;

const many = (n, noun) => `${count(n)} ${noun}${n === 1 ? "" : "s"}`;

/** Text for a screen at arm's length, which is left out on a projector. */
const onlyNear = (...parts) => el("span", { className: "only-near" }, ...parts);

// ---- Title and heads -------------------------------------------------------------------------------------------
/** "7.0 times fewer multiplications", or what else becomes of their number. */
function comparison({ standard, depthwise, pointwise }) {
  const separable = depthwise + pointwise;
  if (standard === separable) return "just as many multiplications";
  return `${format.compare(standard, separable).replace("× ", " times ")} multiplications`;
}

/** Write the title and the sentence below it. */
function title(element, { isEqual, work, settings }) {
  const outputs = isEqual ? "The same output" : "Two outputs";
  const joint = work.depthwise + work.pointwise > work.standard ? ", but " : ", ";
  element.querySelector("#slide-title").textContent = `${outputs}${joint}${comparison(work)}`;
  const alone = settings.multiplier === 1 ? " alone" : ` alone, ${settings.multiplier} times`;
  const layer = ["A ", term("separable", "depthwise separable"), " layer filters each ", term("channel", "channel")];
  const other = [`${alone}, then mixes the channels. A `, term("standard", "standard"), " one does both at once."];
  element.querySelector("#slide-lead").replaceChildren(...layer, ...other, " Play it, or point at a cell.");
}

/** Write what each step does, and its multiplications at one position, with the numbers of this layer. */
function heads(element, shown) {
  const { work, settings, maps, channels } = shown;
  const { kernel, filters, multiplier, channels: m } = settings;
  const find = (selector) => element.querySelector(selector);
  const k2 = kernel ** 2;
  find("#slide-standard .lane-work").replaceChildren(el("b", {}, count(work.standard)), onlyNear(" multiplications"));
  find("#slide-separable .lane-work").replaceChildren(
    `${count(work.depthwise)} + ${count(work.pointwise)} = `,
    el("b", {}, count(work.depthwise + work.pointwise)),
    onlyNear(" multiplications")
  );
  const kernels = (noun) => [term("kernel", noun)];
  const alone = [multiplier === 1 ? "one " : `${multiplier} `, ...kernels(multiplier === 1 ? "kernel" : "kernels")];
  const factor = (n, noun) => [count(n), onlyNear(` ${noun}${n === 1 ? "" : "s"}`)];
  const steps = {
    standard: [
      ["One step"],
      ["each ", term("filter", "filter"), " has a ", ...kernels("kernel"), " for every channel and adds"],
      [[k2], factor(m, "channel"), factor(filters, "filter")],
    ],
    depthwise: [
      ["1 ", term("depthwise", "Depthwise")],
      [...alone, " for each channel, no mixing; done once for all filters"],
      [[k2], factor(m, "channel"), ...(multiplier === 1 ? [] : [factor(multiplier, "kernel")])],
    ],
    pointwise: [
      ["2 ", term("pointwise", "Pointwise")],
      ["each filter weighs and adds all ", term("map", "maps")],
      [factor(maps.total, "map"), [count(filters)]],
    ],
  };
  for (const [name, [title, explanation, factors]] of Object.entries(steps)) {
    const product = factors.flatMap((parts, n) => (n ? [" × ", ...parts] : parts));
    find(`.step-${name}`).replaceChildren(
      el("b", {}, ...title, ": "),
      onlyNear(...explanation, ". "),
      el("span", { className: "product" }, ...product, ` = ${count(work[name])}`)
    );
  }
  find(".inputs-head b").textContent = `Input: ${many(channels.total, "channel")}`;
  find(".inputs-head span").replaceChildren(
    "The same ",
    term("window", "window"),
    " for both. ",
    term("mac", "Multiplications"),
    ` are those of one position and ${many(filters, "filter")}.`
  );
}

// ---- What both lanes show now ----------------------------------------------------------------------------------
/** The position of a lane, and at the first mention where the size of the output comes from. */
function place({ settings, w, work }, { pixel }) {
  const [row, column] = [Math.floor(pixel / work.side) + 1, (pixel % work.side) + 1];
  const side = count(work.side);
  return `Row ${count(row)}, column ${count(column)} of ${side} × ${side} (${sizes(settings, w)})`;
}

/** "8 − 3 + 1 = 6": how the size of the output follows from the size of the input. */
function sizes({ size, stride }, { before, after, span, outputs }) {
  const padded = before + after ? `${size} + ${before + after}` : `${size}`;
  if (stride === 1) return `${padded} − ${span} + 1 = ${outputs}`;
  const rounded = (size + before + after - span) % stride ? ", rounded down" : "";
  return `(${padded} − ${span}) ÷ ${stride}${rounded}, + 1 = ${outputs}`;
}

const value = ({ arrays }, name, { pixel }) => format.value(arrays[name].data[pixel], 4);

/** Where both lanes are, as a sentence; in a race, how far they are. */
function where(shown, { standard, separable }, lanes, scene) {
  if (scene.race) return progress(shown, { standard, separable }, lanes);
  const map = shown.isEqual ? "" : " Beside: separable − standard.";
  const step = separable.alone ? ` The separable lane is at its ${separable.alone} step.` : "";
  return `${place(shown, standard)}.${map}${step}`;
}

/** The same with the results, for screen readers. */
function sentence(shown, frames, lanes, scene) {
  const { separable, standard } = frames;
  const text = where(shown, frames, lanes, scene);
  if (scene.race || !standard.whole) return text;
  const results = `Standard: ${value(shown, "standard", standard)}`;
  if (separable.alone === "depthwise") return `${text} ${results}.`;
  return `${text} ${results}; separable: ${value(shown, "separable", separable)}.`;
}

function progress(shown, frames, lanes) {
  const each = (name, text) => `${text} ${lanes[name].over ? "is done" : `is at row ${rowOf(shown, frames[name])}`}`;
  return `${each("standard", "Standard")}; ${each("separable", "separable")}.`;
}

const rowOf = ({ work }, { pixel }) => `${count(Math.floor(pixel / work.side) + 1)} of ${count(work.side)}`;

/** Write whether both outputs agree, and why, or by how much they differ; and, for a race, if separable costs more. */
function agreement(element, { difference, isEqual, settings }) {
  const { multiplier } = settings;
  const rounding = difference ? `, up to rounding (${format.value(difference, 1)} at most)` : "";
  const kernel = multiplier === 1 ? "weight × depthwise kernel" : "the sum of weight × depthwise kernel";
  const [first, second] = isEqual
    ? [`✓ Both give the same output${rounding}`, `, because each standard kernel here is ${kernel}`]
    : [
        `Layers chosen apart need not agree: these differ by up to ${format.value(difference, 3)}.`,
        ` A standard filter can do what no separable one with D = ${multiplier} can`,
      ];
  element.querySelector("#slide-agreement").replaceChildren(first, onlyNear(`${second}.`));
  element.querySelector("#slide-verdict").textContent = verdict.dearer(settings);
}

/** The state of the race in large type: who is done, after which share of the work, by which factor. */
function result(shown, { standard, separable }) {
  const done = ({ outputs }) => `${Math.floor((100 * outputs) / (shown.work.pixels * shown.work.filters))} %`;
  const factor = comparison(shown.work);
  if (standard.over && separable.over) return `Both are done: the separable layer needed ${factor}.`;
  if (separable.over) return `Separable is done, with ${factor}. Standard has ${done(standard)} of its outputs.`;
  if (standard.over) return `Standard is done. Separable has ${done(separable)} of its outputs: it needs ${factor}.`;
  return "Both lanes spend the same number of multiplications. Which is done first?";
}

module.exports = { agreement, comparison, heads, result, sentence, sizes, title, where };

// The sums of the page Slide, written out: a line for each lane, and every term on demand. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const slide = require("./slide.js");

const { el, slice } = dom;

const TERMS = 9; // written in one line, over all channels
const GROUPS = 6; // of more channels only the sums are written

/** A number as a factor: negative ones in brackets. */
const factor = (x) => (x < 0 ? `(${format.value(x, 2)})` : format.value(x, 2));
const part = (className, ...children) => el("span", { className }, ...children);

/** The sums of all units of a lane at a pixel: names, terms as [value or null, weight], sums, and pointwise weights. */
function sums(shown, name, pixel) {
  const { w, arrays, settings } = shown;
  const here = { row: Math.floor(pixel / w.outputs), column: pixel % w.outputs };
  const { first, names, total } = shown[name === "standard" ? "channels" : "maps"];
  const filters = name === "standard" ? arrays.standard_filter : arrays.depthwise_filters;
  const groups = names.map((of, n) => {
    const channel = name === "standard" ? first + n : Math.floor((first + n) / settings.multiplier);
    const read = slide.under(slice(arrays.input, channel - shown.channels.first), w, here);
    const filter = slice(filters, n);
    const { sum } = slide.products(read, filter);
    const weight = name === "standard" ? 1 : arrays.weights.data[n];
    return { of, terms: read.map((x, tap) => [x, filter[tap]]), sum, weight, share: weight * sum };
  });
  const result = arrays[name].data[pixel];
  const shares = groups.map(({ share }) => share);
  return { groups, result, others: total - names.length, rest: slide.rest(result, shares) };
}

/** One lane's sum in a line. */
function line(name, { groups, result, others, rest }) {
  const each = Math.floor(TERMS / groups.length);
  const written = groups.flatMap((group, n) => {
    const { shown, more } = slide.shorten(group.terms, each);
    const terms =
      shown.map(([x, weight]) => `${factor(x ?? 0)}·${factor(weight)}`).join(" + ") +
      (more ? ` + … ${more} more` : "");
    const sum = groups.length > GROUPS ? factor(group.sum) : `(${terms})`;
    const inner = part(name === "standard" ? "stage-standard" : "depthwise", sum);
    const outer = name === "standard" ? [] : [part("pointwise", `·${factor(group.weight)}`)];
    return [n ? " + " : "", inner, ...outer];
  });
  const remainder = others ? [` + ${format.count(others)} more: ${factor(rest)}`] : [];
  return [part("terms-line", ...written), part("result", ...remainder, " = ", el("b", {}, format.value(result, 4)))];
}

/** Every term of the channels that are shown, as tables. */
function list(name, place, { groups, result, others, rest }) {
  const exact = (x, digits = 4) => (x < 0 ? `(${format.value(x, digits)})` : format.value(x, digits));
  const tables = groups.map(({ of, terms, sum, weight, share }) => {
    const k = Math.sqrt(terms.length);
    const cell = ([x, w]) => el("td", {}, `${x === null ? "padding" : exact(x)} · ${exact(w)}`);
    const rows = Array.from({ length: k }, (_, i) => el("tr", {}, ...terms.slice(i * k, (i + 1) * k).map(cell)));
    const mixed = name === "standard" ? [] : [part("pointwise", ` · ${exact(weight)} = ${format.value(share, 5)}`)];
    const total = el("p", {}, `sum ${format.value(sum, 5)}`, ...mixed);
    return el("div", { className: "terms" }, el("h4", {}, of), el("table", {}, el("tbody", {}, ...rows)), total);
  });
  const remainder = others ? `, of which the other ${format.count(others)} are ${format.value(rest, 5)}` : "";
  const heading = el("h3", { className: `stage-${name}` }, name === "standard" ? "Standard" : "Separable");
  const head = el(
    "div",
    { className: "terms-head" },
    heading,
    `${place}: `,
    el("b", {}, format.value(result, 6)),
    remainder
  );
  return el("section", {}, head, el("div", { className: "all-terms" }, ...tables));
}

module.exports = { line, list, sums };

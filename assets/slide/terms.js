// The sums of both lanes, written out: a line for each lane, and every term on demand. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");

const { el } = dom;

const TERMS = 9; // written in one line, over all channels
const GROUPS = 6; // of more channels only the sums are written

/** A number as a factor: negative ones in brackets. */
const factor = (x) => (x < 0 ? `(${format.value(x, 2)})` : format.value(x, 2));
const part = (className, ...children) => el("span", { className }, ...children);

/** Numbers, as written, with the signs of a sum between them. */
const plus = ([first, ...others]) =>
  first + others.map((one) => (one[0] === "−" ? ` − ${one.slice(1)}` : ` + ${one}`)).join("");

/** The first terms of a sum, so many that `most` are written; one more is written rather than counted. */
function shorten(terms, most) {
  const shown = terms.length > most + 1 ? terms.slice(0, most) : terms;
  return { shown, more: terms.length - shown.length };
}

/** One lane's sum in a line. */
function line(name, { groups, result, others, rest }) {
  const each = Math.floor(TERMS / groups.length);
  const written = groups.flatMap((group, n) => {
    const { shown, more } = shorten(group.terms, each);
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

module.exports = { line, list, plus, shorten };

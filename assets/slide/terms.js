// The sums of both lanes as text: one line per lane, and all terms on demand. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");

const { el } = dom;

const TERMS = 9; // the most terms in a line, over all channels
const GROUPS = 6; // with more channels, only their sums are written

/** A number as a factor of a product; negative ones are in brackets. */
const factor = (x) => (x < 0 ? `(${format.value(x, 2)})` : format.value(x, 2));
const part = (className, ...children) => el("span", { className }, ...children);

/** Join formatted numbers to a sum: "1 − 2 + 3". */
const plus = ([first, ...others]) =>
  first + others.map((text) => (text[0] === "−" ? ` − ${text.slice(1)}` : ` + ${text}`)).join("");

/** The first `most` terms, and how many `more` there are; a single further term is shown instead of "1 more". */
function shorten(terms, most) {
  const shown = terms.length > most + 1 ? terms.slice(0, most) : terms;
  return { shown, more: terms.length - shown.length };
}

/** The sum of a lane as one line. */
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

/** All terms of the visible channels, as tables; `position` names the output pixel. */
function list(name, position, { groups, result, others, rest }) {
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
    `${position}: `,
    el("b", {}, format.value(result, 6)),
    remainder
  );
  return el("section", {}, head, el("div", { className: "all-terms" }, ...tables));
}

module.exports = { line, list, plus, shorten };

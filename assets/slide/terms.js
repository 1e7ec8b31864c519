// Every term of the sums of both lanes as text. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");
const { sign } = require("../drawing/equation.js");
const format = require("../drawing/format.js");

const { el } = dom;

/** A number as a factor of a product; negative ones are in brackets. */
const factor = (text) => (text[0] === "−" ? `(${text})` : text);

/** Join formatted numbers to a sum: "1 − 2 + 3". */
const plus = ([first, ...others]) =>
  first + others.map((text) => (text[0] === "−" ? ` − ${text.slice(1)}` : ` + ${text}`)).join("");

/** All terms of the visible channels, as tables; `position` names the output pixel. */
function list(name, position, { groups, result, others, rest }) {
  const tables = groups.map((group) => table(name, group));
  const remainder = others ? `, of which the other ${format.count(others)} are ${format.value(rest, 5)}` : "";
  const heading = el("h3", { className: `stage-${name}` }, name === "standard" ? "Standard" : "Separable");
  const value = el("b", {}, format.value(result, 6));
  const head = el("div", { className: "terms-head" }, heading, `${position}: `, value, remainder);
  return el("section", {}, head, el("div", { className: "all-terms" }, ...tables));
}

/** The products of one channel, their sum, and in the separable lane the product with its weight. */
function table(name, { of, terms, sum, weight, share }) {
  const k = Math.sqrt(terms.length);
  const text = ([x, w]) => `${x === null ? "padding" : factor(format.value(x))} · ${factor(format.value(w))}`;
  const row = (part) => el("tr", {}, ...part.map((term) => el("td", {}, text(term))));
  const rows = Array.from({ length: k }, (_, i) => row(terms.slice(i * k, (i + 1) * k)));
  const result = format.value(sum, 5);
  const equal = sign(terms.map(([x, w]) => [format.value(x ?? 0), format.value(w)]), result);
  const total = el("p", {}, `sum ${equal} ${result}`, ...(name === "standard" ? [] : [mixed(result, weight, share)]));
  return el("div", { className: "terms" }, el("h4", {}, of), el("table", {}, el("tbody", {}, ...rows)), total);
}

function mixed(sum, weight, share) {
  const [by, result] = [format.value(weight), format.value(share, 5)];
  const equal = sign([[sum, by]], result);
  return el("span", { className: "pointwise" }, `; ${factor(sum)} · ${factor(by)} ${equal} ${result}`);
}

module.exports = { list, plus };

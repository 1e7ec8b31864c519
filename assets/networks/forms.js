// What a network costs in its forms: as it is, and with the other kind of convolutions. No DOM.
"use strict";
const { compare } = require("../drawing/format.js");
const { KINDS, kindOf } = require("./stacks.js");

const LABELS = { none: "As it is", standard: "With standard convolutions", separable: "With separable convolutions" };

/** The forms in a report: { swap, label, isShown, totals, parts }, with totals and parts as in the report's columns. */
function forms({ forms: found, view }) {
  const shown = view.swap in found ? view.swap : "none"; // a swap may have nothing to change
  return Object.entries(found).map(([swap, stages]) => {
    const sum = (rows) => [1, 2].map((column) => rows.reduce((total, row) => total + row[column], 0));
    const ofKind = (kind) => sum(stages.filter(([stage]) => kindOf(stage) === kind));
    const parts = KINDS.map((kind) => ({ kind, figures: ofKind(kind) }));
    return { swap, label: LABELS[swap], isShown: swap === shown, totals: sum(stages), parts };
  });
}

/** A sentence that compares the form that is shown with the other one, or "" if there is none. */
function comparison(all, unit) {
  const shown = all.find(({ isShown }) => isShown);
  const other = all.find(({ isShown }) => !isShown);
  if (!other) return "";
  const [parameters, work] = shown.totals.map((total, n) => compare(total, other.totals[n]));
  const begins = other.swap === "none" ? "As it is, it has" : `${other.label} it would have`;
  return `${begins} ${parameters} parameters and ${work} ${unit}.`;
}

module.exports = { comparison, forms };

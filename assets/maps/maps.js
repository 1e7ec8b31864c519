// The grids of the page Maps, the sizes of their maps, and sentences about them. No DOM: node can load it.
"use strict";
const { value } = require("../drawing/format.js");

const GRIDS = ["input", "depthwise", "separable", "standard"];
const OUTPUTS = ["separable", "standard"]; // these grids turn pages together, and share the chosen output

/** The largest side at which `count` figures fit into a box, `beside` (a share of the side) and `below` included. */
function side(count, width, height, { gap, beside, below, least, most }) {
  let best = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = ((width + gap) / columns - gap) / (1 + beside);
    const down = (height + gap) / rows - gap - below;
    best = Math.max(best, Math.min(across, down));
  }
  return Math.max(least, Math.min(most, Math.floor(best)));
}

const TERMS = 6; // the most terms of a sum that one line shows

/** The mix of an output: its first nonzero terms as [weight, name], and how many more there are. */
function mix(weights, names) {
  const terms = [...weights].map((w, q) => [w, names[q]]).filter(([w]) => w !== 0);
  return { terms: terms.slice(0, TERMS), more: Math.max(0, terms.length - TERMS) };
}

/** A mix as text: "= 0.5 × depthwise red − 1 × depthwise blue", or with "≈" if a printed weight is rounded. */
function sum({ terms, more }) {
  if (!terms.length) return "= 0";
  const text = terms.map(([w, name], n) => {
    const sign = w < 0 ? "− " : n ? "+ " : "";
    return `${sign}${value(Math.abs(w))} × depthwise ${name}`;
  });
  const isExact = terms.every(([w]) => Math.fround(+value(w).replaceAll("−", "-")) === w);
  return `${isExact ? "=" : "≈"} ${text.join(" ")}${more ? ` … and ${more} more` : ""}`;
}

/** Whether both outputs agree, or by how much they differ, as a sentence. */
function agreement(difference, isEqual, multiplier) {
  if (!isEqual)
    return (
      `Layers chosen apart need not agree: these outputs differ by up to ${value(difference, 3)}. ` +
      `A standard filter can do what no separable one with D = ${multiplier} can.`
    );
  if (!difference) return "Both outputs are the same: each standard kernel is weight × depthwise kernel.";
  return `Both outputs are the same up to rounding, ${value(difference, 1)} at most.`;
}

module.exports = { GRIDS, OUTPUTS, agreement, mix, side, sum };

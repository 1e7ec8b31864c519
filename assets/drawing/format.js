// Number formats of all pages. No DOM, no Dash: node can load it.
"use strict";
const whole = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** 1555200 → "1,555,200". */
const count = (n) => whole.format(n);

/** A value of a map or a filter, with so many significant digits and a true minus sign. */
const value = (v, digits = 4) => String(+v.toPrecision(digits)).replace("-", "−");

/** How the second count compares with the first: "7.9× fewer", "1.1× more", "the same". */
function compare(before, after) {
  if (before === after) return "the same";
  const factor = Math.max(before, after) / Math.min(before, after);
  // Near 1 more digits are needed; from 100 on, tenths would be noise.
  const shown = factor < 1.01 ? String(+factor.toPrecision(5)) : factor < 2 || factor >= 99.95 ? short.format(factor) : factor.toFixed(1);
  return `${shown}× ${after < before ? "fewer" : "more"}`;
}

module.exports = { compare, count, value };

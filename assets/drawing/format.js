// Number formats of all pages. No DOM, no Dash: node can load it.
"use strict";
const whole = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** 1555200 → "1,555,200". */
const count = (n) => whole.format(n);

/** A value of a map or a filter, with so many significant digits and a true minus sign. */
const value = (v, digits = 4) => String(+v.toPrecision(digits)).replaceAll("-", "−");

/** A value in a sum, in about six characters: −24, 0.431, −1.27 or 2.6e−4. */
function term(v) {
  const text = v && Math.abs(v) < 0.001 ? v.toExponential(1) : String(+v.toPrecision(Math.abs(v) < 0.01 ? 2 : 3));
  return text.replaceAll("-", "−");
}

/** A value in a cell, in about four characters: 12, −3, 1.5, .25 or −.18. */
function cell(v) {
  const size = Math.abs(v);
  const digits = Number.isInteger(v) || size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2;
  const text = digits < 2 ? String(+size.toFixed(digits)) : size.toFixed(2).replace("0.", ".");
  return (v < 0 ? "−" : "") + text;
}

/** How the second count compares with the first: "7.9× fewer", "1.1× more", "the same". */
function compare(before, after) {
  if (before === after) return "the same";
  const factor = Math.max(before, after) / Math.min(before, after);
  // Near 1 more digits are needed; from 100 on, tenths would be noise.
  const shown = factor < 1.01 ? String(+factor.toPrecision(5)) : factor < 2 || factor >= 99.95 ? short.format(factor) : factor.toFixed(1);
  return `${shown}× ${after < before ? "fewer" : "more"}`;
}

module.exports = { cell, compare, count, term, value };

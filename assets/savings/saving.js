// The saving: how many times cheaper the separable form is, as a number and as text. No DOM: node can load it.
"use strict";
const { ratio } = require("../layer/cost.js");

const HUNDREDTHS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The saving: cost of the standard form ÷ cost of the separable one. */
const saving = (filters, kernel, multiplier) => 1 / ratio(filters, kernel, multiplier);

/** A number with two decimals, or with two significant digits if it is below 0.1. */
const decimal = (x) => (x < 0.1 ? x.toPrecision(2) : HUNDREDTHS.format(x));

module.exports = { decimal, saving };

// Whether a printed equation is true in the digits that it prints. No DOM: node can load it.
"use strict";

/** A printed number as an exact fraction of a power of ten: [digits, decimals]. */
function exact(text) {
  const [mantissa, exponent = "0"] = text.replace(/,/g, "").replace("−", "-").split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const shift = Number(exponent.replace("−", "-")) - fraction.length;
  const digits = BigInt(whole + fraction || "0");
  return shift > 0 ? [digits * 10n ** BigInt(shift), 0] : [digits, -shift];
}

const multiplied = ([a, m], [b, n]) => [a * b, m + n];

function added([a, m], [b, n]) {
  const most = Math.max(m, n);
  return [a * 10n ** BigInt(most - m) + b * 10n ** BigInt(most - n), most];
}

/** "=" if the sum of the products of printed factors is exactly the printed result, else "≈". */
function sign(products, result) {
  const [value] = products
    .map((factors) => factors.map(exact).reduce(multiplied))
    .concat([multiplied(exact(result), [-1n, 0])])
    .reduce(added);
  return value === 0n ? "=" : "≈";
}

module.exports = { sign };

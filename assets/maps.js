// Maps as pixels: colours, sizes, and where a pixel lies in every grid. No DOM, no Dash: node can load it.
(function (root) {
  "use strict";
  const { value } = root.format || require("./format.js");

  // ColorBrewer's RdBu, turned so that blue is negative; grey for what is never negative.
  const STOPS = {
    signed: ["053061", "2166ac", "4393c3", "92c5de", "d1e5f0", "f7f7f7", "fddbc7", "f4a582", "d6604d", "b2182b", "67001f"],
    unsigned: ["000000", "ffffff"],
  };

  /** Red, green and blue of a shade from 0 to 255. */
  function colour(kind, shade) {
    const stops = STOPS[kind];
    const at = (shade / 255) * (stops.length - 1);
    const [from, to] = [stops[Math.floor(at)], stops[Math.ceil(at)]].map((hex) => parseInt(hex, 16));
    return [16, 8, 0].map((bits) => {
      const [a, b] = [(from >> bits) & 255, (to >> bits) & 255];
      return Math.round(a + (b - a) * (at % 1));
    });
  }

  /** All 256 shades as the pixels of an ImageData, little-endian. */
  function table(kind) {
    return Uint32Array.from({ length: 256 }, (_, shade) => {
      const [red, green, blue] = colour(kind, shade);
      return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    });
  }
  const TABLES = { signed: table("signed"), unsigned: table("unsigned") };

  /** A colour bar for CSS. */
  const gradient = (kind) => `linear-gradient(90deg, ${STOPS[kind].map((hex) => "#" + hex).join(", ")})`;

  /** Shades to pixels. */
  function paint(shades, kind, pixels) {
    const colours = TABLES[kind];
    for (let n = 0; n < shades.length; n++) pixels[n] = colours[shades[n]];
  }

  /** Shades of red, green and blue, each on its own scale from 0 to `high`, to one picture. */
  function paintColours(planes, pixels) {
    const [red, green, blue] = planes.map(({ shades, high }) => shades.map((shade) => Math.round(shade * high)));
    for (let n = 0; n < pixels.length; n++) pixels[n] = ((255 << 24) | (blue[n] << 16) | (green[n] << 8) | red[n]) >>> 0;
  }

  /** Values to pixels, on a scale centred on zero that the largest value fills. */
  function paintSigned(values, pixels) {
    const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
    values.forEach((v, n) => (pixels[n] = TABLES.signed[Math.round(127.5 + (127.5 * v) / largest)]));
  }

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

  const clamp = (n, count) => Math.max(0, Math.min(count - 1, n));

  /** The input cell at the middle of the window of output cell `at`, along one side; may lie in the padding. */
  const middle = (at, { stride, before, span }) => at * stride - before + Math.floor((span - 1) / 2);

  /** The output cell whose window has its middle nearest to input cell `at`, along one side. */
  const above = (at, { stride, before, span }, count) =>
    clamp(Math.round((at + before - Math.floor((span - 1) / 2)) / stride), count);

  /** Output row and column, and the input pixel that stands for them, from a pixel of any grid. */
  function point(grid, row, column, window, outputs) {
    if (grid === "input") {
      const [p, q] = [above(row, window, outputs), above(column, window, outputs)];
      return { row: p, column: q, inputRow: row, inputColumn: column };
    }
    return { row, column, inputRow: middle(row, window), inputColumn: middle(column, window) };
  }

  /** Where the pixel and the window lie, as the custom properties of maps.css. */
  function places(at, { stride, before, span }) {
    return {
      row: at.row,
      column: at.column,
      "input-row": at.inputRow,
      "input-column": at.inputColumn,
      "window-row": at.row * stride - before,
      "window-column": at.column * stride - before,
      span,
    };
  }

  const TERMS = 6; // of a sum that one line shows

  /** How an output is mixed: terms as [weight, name] and how many more there are. */
  function mix(weights, names) {
    const terms = [...weights].map((w, q) => [w, names[q]]).filter(([w]) => w !== 0);
    return { terms: terms.slice(0, TERMS), more: Math.max(0, terms.length - TERMS) };
  }

  /** The same in words: "0.5·red − 1·blue". */
  function sum({ terms, more }) {
    if (!terms.length) return "0";
    const text = terms.map(([w, name], n) => {
      const sign = w < 0 ? "− " : n ? "+ " : "";
      return `${sign}${value(Math.abs(w))}·${name}`;
    });
    return text.join(" ") + (more ? ` … and ${more} more` : "");
  }

  /** What is said where both forms were made to give the same. */
  const agreement = (difference) =>
    difference ? `Both outputs agree to ${difference.toExponential(1).replace("-", "−")}` : "Both outputs agree exactly";

  /** `edits` with one value set; see conv/weights/edits.py for the code. */
  function edit(edits, where, number) {
    const others = edits.split("_").filter((one) => one && !one.startsWith(where + "*"));
    // Plain digits: a value like 1e-7 could not be read.
    return [...others, `${where}*${number.toFixed(8).replace(/\.?0+$/, "")}`].join("_");
  }

  root.maps = { agreement, colour, edit, gradient, mix, paint, paintColours, paintSigned, places, point, side, sum };
  if (typeof module === "object") module.exports = root.maps;
})(typeof window === "object" ? window : globalThis);

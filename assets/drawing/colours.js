// Colour scales of maps and filters: converts shades, from 0 to 255, to pixels. No DOM, no Dash: node can load it.
"use strict";
const { scales } = require("./palette.json");

/** Red, green and blue of a shade from 0 to 255. */
function colour(kind, shade) {
  const stops = scales[kind];
  const position = (shade / 255) * (stops.length - 1);
  const [from, to] = [stops[Math.floor(position)], stops[Math.ceil(position)]].map((hex) => parseInt(hex.slice(1), 16));
  return [16, 8, 0].map((bits) => {
    const [a, b] = [(from >> bits) & 255, (to >> bits) & 255];
    return Math.round(a + (b - a) * (position % 1));
  });
}

/** The colour of text on a background of red, green and blue: black or white, whichever has more contrast (WCAG 2.2). */
function ink(background) {
  const [red, green, blue] = background.map((channel) => (channel / 255) ** 2.2);
  const [black, white] = scales.unsigned;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? black : white;
}

/** All 256 shades as the pixels of an ImageData, little-endian. */
function table(kind) {
  return Uint32Array.from({ length: 256 }, (_, shade) => {
    const [red, green, blue] = colour(kind, shade);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
const TABLES = { signed: table("signed"), unsigned: table("unsigned") };

/** A colour scale as a CSS gradient. */
const gradient = (kind) => `linear-gradient(90deg, ${scales[kind].join(", ")})`;

/** Write the colours of `shades` on the scale `kind` into `pixels`. */
function paint(shades, kind, pixels) {
  const colours = TABLES[kind];
  for (let n = 0; n < shades.length; n++) pixels[n] = colours[shades[n]];
}

/** Combine planes of red, green and blue into `pixels`; each plane's shades run from 0 to its maximum `high`, of `most`. */
function paintColours(planes, most, pixels) {
  const [red, green, blue] = planes.map(({ shades, high }) => shades.map((shade) => Math.round((shade * high) / most)));
  for (let n = 0; n < pixels.length; n++) pixels[n] = ((255 << 24) | (blue[n] << 16) | (green[n] << 8) | red[n]) >>> 0;
}

/** Write the colours of values into `pixels`, on a scale centred on 0 that ends at the largest absolute value. */
function paintSigned(values, pixels) {
  const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  values.forEach((v, n) => (pixels[n] = TABLES.signed[Math.round(127.5 + (127.5 * v) / largest)]));
}

/** The colour of value n among `values`, as paintSigned writes it. */
function signed(values, n) {
  const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  return colour("signed", Math.round(127.5 + (127.5 * values[n]) / largest));
}

module.exports = { colour, gradient, ink, paint, paintColours, paintSigned, signed };

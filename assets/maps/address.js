// What the page Maps shows of the settings, in the address: pages of the grids, the opened map, its pixel. No DOM: node
// can load it.
"use strict";
const { ordinal, read, write } = require("../frame/sceneaddress.js");
const { GRIDS } = require("./maps.js");

const MOST = 999_999; // far more maps than any layer in the lab has
const OPEN = new RegExp(`^(${GRIDS.join("|")})\\.([1-9][0-9]{0,5})$`);
const PIXEL = /^([1-9][0-9]{0,3})\.([1-9][0-9]{0,3})$/;

/** A field for a text of a pattern, by default empty. */
function text(pattern, allowed) {
  return { default: "", parse: (text) => (pattern.test(text) ? text : undefined), allowed };
}

// Numbers start from 1, as on the page.
const FIELDS = {
  open: text(OPEN, `a grid and a map, such as ${GRIDS[1]}.2`),
  pixel: text(PIXEL, "a row and a column, such as 3.5"),
  inputs: ordinal(MOST),
  maps: ordinal(MOST),
  outputs: ordinal(MOST),
};
const PAGES = { inputs: "first_input", maps: "first_depthwise", outputs: "first_outputs" }; // parameters of the server

/** The scene as a query string: the opened map { name, number } or null, its pixel [row, column], and first maps. */
function query({ open, pixel, first }) {
  const pages = Object.entries(PAGES).map(([field, name]) => [field, (first[name] ?? 0) + 1]);
  const values = { open: open ? `${open.name}.${open.number + 1}` : "", pixel: "", ...Object.fromEntries(pages) };
  if (open && pixel) values.pixel = pixel.map((n) => n + 1).join(".");
  return write(values, FIELDS);
}

/** The scene of a query string, and what was wrong with it. */
function parse(search) {
  const { values, message } = read(search, FIELDS);
  const [, name, number] = OPEN.exec(values.open) ?? [];
  const pixel = PIXEL.exec(values.pixel)?.slice(1).map((n) => n - 1) ?? null;
  const pages = Object.entries(PAGES).map(([field, name]) => [name, values[field] - 1]);
  return { open: name ? { name, number: number - 1 } : null, pixel, first: Object.fromEntries(pages), message };
}

module.exports = { parse, query };

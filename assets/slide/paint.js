// Paints maps, filter values and outlines on canvases, at the resolution of the screen. Needs a browser.
"use strict";
const colours = require("../drawing/colours.js");
const format = require("../drawing/format.js");
const { FILLED, fontFor, look } = require("./look.js");

const LINED = 6; // the smallest cell with grid lines around it
const MOST_NUMBERS = 144; // the most cells of a map whose values are written: each takes time in every frame

// For both colour scales, the fill of each shade and the ink on it.
const FILLS = {};
const INKS = {};
for (const kind of ["signed", "unsigned"]) {
  const shades = Array.from({ length: 256 }, (_, shade) => colours.colour(kind, shade));
  FILLS[kind] = shades.map((shade) => `rgb(${shade.join(" ")})`);
  INKS[kind] = shades.map(colours.ink);
}

/** The shade of a value on the scale [kind, low, high]. */
function shadeOf(value, [, low, high]) {
  return Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low || 1))));
}

/** Functions from cells to canvas pixels; `rows` and `columns` are the visible parts, { from, count }. */
function scale(side, rows, columns) {
  return {
    x: (column) => Math.round(((column - columns.from) * side) / columns.count),
    y: (row) => Math.round(((row - rows.from) * side) / rows.count),
  };
}

/** The rectangle on the canvas that cells occupy: [left, top, width, height]. */
function box({ x, y }, { row, column, height = 1, width = 1 }) {
  const [left, top] = [x(column), y(row)];
  return [left, top, x(column + width) - left, y(row + height) - top];
}

/**
 * Paint a map whose first `done` cells, in reading order, are finished. `picture` is square, with one pixel per cell;
 * `outlines` and `lit` are lists of { row, column, height, width }, in the window's colour and the highlight colour.
 * If there is room, `values` are written into the finished cells; `widest` is the longest of their texts, and `scale`
 * that of their colours.
 */
function paintMap(canvas, { picture, values, scale: colourScale, widest, done, rows, columns, outlines, lit = [] }) {
  const context = canvas.getContext("2d");
  const [side, size] = [canvas.width, picture.width];
  const at = scale(side, rows, columns);
  if (rows.from < 0 || rows.from + rows.count > size || columns.from < 0 || columns.from + columns.count > size) {
    context.fillStyle = look.dots;
    context.fillRect(0, 0, side, side);
  }
  context.imageSmoothingEnabled = false;
  const area = { row: 0, column: 0, height: size, width: size };
  context.fillStyle = look.hatch;
  if (done < size ** 2) context.fillRect(...box(at, area));
  const fullRows = Math.floor(done / size);
  block(context, picture, at, { ...area, height: fullRows }, rows, columns);
  block(context, picture, at, { row: fullRows, column: 0, height: 1, width: done % size }, rows, columns);
  if (side / rows.count >= LINED * look.lineWidth) lines(context, side, rows, columns, at);
  const font = rows.count ** 2 <= MOST_NUMBERS && fontFor(side / rows.count, widest);
  if (font) numbers(context, at, values, colourScale, done, font);
  else if (isMarked(colourScale, side / rows.count, rows.count ** 2)) minuses(context, at, values, colourScale, done);
  for (const cell of lit) highlight(context, box(at, cell));
  for (const cell of outlines) outline(context, box(at, cell));
  if (rows.count < size) overview(context, picture, done, rows, columns, outlines);
}

/** Write the first `done` values of a map into its cells. */
function numbers(context, at, values, colourScale, done, font) {
  const size = Math.sqrt(values.length);
  setFont(context, font);
  for (let n = 0; n < done; n++) {
    const [left, top, width, height] = box(at, { row: Math.floor(n / size), column: n % size });
    context.fillStyle = INKS[colourScale[0]][shadeOf(values[n], colourScale)];
    context.fillText(format.cell(values[n]), left + width / 2, top + height / 2, FILLED * width);
  }
}

const MARKED = 8; // the smallest cell, in pixels of a laptop screen, in which a minus can be seen

/** Whether negative cells are marked: those of a signed scale that have no numbers but are large enough. */
const isMarked = ([kind], cell, count) => kind === "signed" && cell >= MARKED * look.lineWidth && count <= MOST_NUMBERS;

/** Mark the negative ones of the first `done` values by a minus, so that the sign can be seen without colours. */
function minuses(context, at, values, colourScale, done) {
  const size = Math.sqrt(values.length);
  for (let n = 0; n < done; n++) {
    if (!(values[n] < 0)) continue;
    const [left, top, width, height] = box(at, { row: Math.floor(n / size), column: n % size });
    context.fillStyle = INKS[colourScale[0]][shadeOf(values[n], colourScale)];
    const thick = Math.max(1, Math.round(look.lineWidth));
    context.fillRect(left + 0.3 * width, Math.round(top + height / 2 - thick / 2), 0.4 * width, thick);
  }
}

function setFont(context, size) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `${size}px ${look.family}`;
}

/** Paint the visible part of a block of finished cells. */
function block(context, picture, at, { row, column, height, width }, rows, columns) {
  const [top, left] = [Math.max(row, rows.from), Math.max(column, columns.from)];
  const bottom = Math.min(row + height, rows.from + rows.count);
  const right = Math.min(column + width, columns.from + columns.count);
  if (bottom <= top || right <= left) return;
  const target = box(at, { row: top, column: left, height: bottom - top, width: right - left });
  context.drawImage(picture, left, top, right - left, bottom - top, ...target);
}

/** Paint thin lines between cells. */
function lines(context, side, rows, columns, { x, y }) {
  context.globalAlpha = 0.18;
  context.fillStyle = look.grid;
  for (let n = 1; n < columns.count; n++) context.fillRect(x(columns.from + n), 0, look.lineWidth, side);
  for (let n = 1; n < rows.count; n++) context.fillRect(0, y(rows.from + n), side, look.lineWidth);
  context.globalAlpha = 1;
}

/** Outline the window or a pixel; a halo makes it visible on dark and on light cells. */
function outline(context, rectangle) {
  context.lineWidth = 4 * look.lineWidth;
  context.strokeStyle = "rgb(255 255 255 / 60%)";
  context.strokeRect(...rectangle);
  context.lineWidth = 2 * look.lineWidth;
  context.strokeStyle = look.current;
  context.strokeRect(...rectangle);
}

/** Highlight cells of a map; a halo makes them visible on dark and on light cells. */
function highlight(context, rectangle) {
  context.globalAlpha = 0.3;
  context.fillStyle = look.lit;
  context.fillRect(...rectangle);
  context.globalAlpha = 1;
  context.lineWidth = 4 * look.lineWidth;
  context.strokeStyle = look["on-lit"];
  context.strokeRect(...rectangle);
  context.lineWidth = 2 * look.lineWidth;
  context.strokeStyle = look.lit;
  context.strokeRect(...rectangle);
}

/** Highlight a filter value by a border, which keeps the number readable. */
function border(context, [left, top, width, height]) {
  const thick = 3 * look.lineWidth;
  context.lineWidth = thick;
  context.strokeStyle = look.lit;
  context.strokeRect(left + thick / 2, top + thick / 2, width - thick, height - thick);
}

/** Paint a small copy of a large map, with its visible part outlined, in the corner away from the `current` cells. */
function overview(context, picture, done, rows, columns, [current]) {
  const side = context.canvas.width;
  const smallSide = Math.round(0.3 * side);
  const below = !current || current.row < rows.from + rows.count / 2;
  const right = !current || current.column < columns.from + columns.count / 2;
  const [left, top] = [right ? side - smallSide : 0, below ? side - smallSide : 0];
  const size = picture.width;
  context.fillStyle = look.hatch;
  context.fillRect(left, top, smallSide, smallSide);
  const at = { x: (column) => left + (column * smallSide) / size, y: (row) => top + (row * smallSide) / size };
  const all = { from: 0, count: size };
  const finished = { row: 0, column: 0, height: Math.floor(done / size), width: size };
  context.imageSmoothingEnabled = true;
  block(context, picture, at, finished, all, all);
  context.lineWidth = look.lineWidth;
  context.strokeStyle = look.ink;
  context.strokeRect(left, top, smallSide, smallSide);
  context.strokeStyle = look.current;
  context.strokeRect(...box(at, { row: rows.from, column: columns.from, height: rows.count, width: columns.count }));
}

/**
 * Paint k×k values in the colours of a scale [kind, low, high]; `widest` is the longest text of such values. A value of
 * null is padding, which counts as 0; undefined is not computed yet.
 */
function paintValues(canvas, values, colourScale, widest, lit = []) {
  const context = canvas.getContext("2d");
  const k = Math.sqrt(values.length);
  const all = { from: 0, count: k };
  const at = scale(canvas.width, all, all);
  const cell = canvas.width / k;
  const font = fontFor(cell, widest);
  setFont(context, font);
  values.forEach((value, n) => {
    const [left, top, width, height] = box(at, { row: Math.floor(n / k), column: n % k });
    const shade = shadeOf(value ?? 0, colourScale);
    context.fillStyle = value === undefined ? look.hatch : value === null ? look.dots : FILLS[colourScale[0]][shade];
    context.fillRect(left, top, width, height);
    if (!font || value === undefined) return;
    context.fillStyle = value === null ? look.ink : INKS[colourScale[0]][shade];
    context.fillText(format.cell(value ?? 0), left + width / 2, top + height / 2, FILLED * width);
  });
  if (cell >= LINED * look.lineWidth) lines(context, canvas.width, all, all, at);
  if (!font && isMarked(colourScale, cell, k ** 2)) minuses(context, at, values, colourScale, k ** 2);
  for (const tap of lit) border(context, box(at, tap));
}

module.exports = { paintMap, paintValues };

// Helpers for elements, canvases and pointers. Needs a browser.
"use strict";
/** Create an element with properties and children. */
function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Give `parent` exactly `count` children; `make(index)` creates missing ones. */
function fill(parent, count, make) {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.append(make(parent.children.length));
  return [...parent.children];
}

/** Resize a canvas to rows × columns pixels and let `paint` fill a Uint32Array with them. */
function onCanvas(canvas, rows, columns, paint) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  paint(new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
}

/** Map n of an array of shape (maps, rows, columns), as a view. */
function slice({ data, shape }, n) {
  const [, rows, columns] = shape;
  return data.subarray(n * rows * columns, (n + 1) * rows * columns);
}

/** The row and column under the pointer, in a canvas that shows `rows` × `columns` cells; by default, its pixels. */
function cell(canvas, { clientX, clientY }, rows = canvas.height, columns = canvas.width) {
  const box = canvas.getBoundingClientRect();
  const index = (share, count) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return [index((clientY - box.top) / box.height, rows), index((clientX - box.left) / box.width, columns)];
}

/** Save a blob as a file. */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  URL.revokeObjectURL(href);
}

/** Whether the viewport contains part of an element, vertically. */
function inSight(element) {
  const { bottom, height, top } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

/** Whether a click on a dialog element was on its backdrop. */
function onBackdrop(dialog, { target, clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}

module.exports = { cell, download, el, fill, inSight, onBackdrop, onCanvas, slice };

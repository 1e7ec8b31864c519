// Small helpers for what scripts draw themselves. Needs a browser.
"use strict";
/** An element with properties and children. */
function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Exactly `count` children, made by `make` where they lack. */
function fill(parent, count, make) {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.append(make(parent.children.length));
  return [...parent.children];
}

/** Paint into a canvas of rows × columns through a Uint32Array of its pixels. */
function onCanvas(canvas, rows, columns, paint) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  paint(new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
}

/** Map n of an array (n, rows, columns). */
function slice({ data, shape }, n) {
  const [, rows, columns] = shape;
  return data.subarray(n * rows * columns, (n + 1) * rows * columns);
}

/** Row and column under a pointer, of a canvas that shows so many; else those of its pixels. */
function cell(canvas, { clientX, clientY }, rows = canvas.height, columns = canvas.width) {
  const box = canvas.getBoundingClientRect();
  const within = (share, count) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return [within((clientY - box.top) / box.height, rows), within((clientX - box.left) / box.width, columns)];
}

/** Hand a file to the reader. */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  URL.revokeObjectURL(href);
}

/** Whether some of an element is within the window. */
function inSight(element) {
  const { bottom, height, top } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

/** Whether a click on a dialog was beside it. */
function beside(dialog, { target, clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}

module.exports = { beside, cell, download, el, fill, inSight, onCanvas, slice };

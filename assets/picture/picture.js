// The bytes of the uploaded picture: scales them, and encodes them for requests. Twin of `shrink` in
// conv/images/pictures.py. No DOM: node can load it.
"use strict";

/** The share of each old pixel in each new one along one side: [new, old, share]; twin of `area_weights`. */
function shares(cells, size) {
  const found = [];
  for (let now = 0; now < size; now++)
    for (let old = Math.floor((now * cells) / size); old * size < (now + 1) * cells; old++) {
      const overlap = Math.min((now + 1) * cells, (old + 1) * size) - Math.max(now * cells, old * size);
      found.push([now, old, overlap / cells]);
    }
  return found;
}

/** Scale a square picture to size × size pixels, as unrounded means of the areas that they cover; 3 bytes per pixel. */
function shrink(bytes, size) {
  const cells = side(bytes);
  const parts = shares(cells, size);
  const [rows, means] = [new Float64Array(size * cells * 3), new Float64Array(size * size * 3)];
  for (const [now, old, share] of parts)
    for (let at = 0; at < cells * 3; at++) rows[now * cells * 3 + at] += share * bytes[old * cells * 3 + at];
  for (let row = 0; row < size; row++)
    for (const [now, old, share] of parts)
      for (let c = 0; c < 3; c++) means[(row * size + now) * 3 + c] += share * rows[(row * cells + old) * 3 + c];
  return means;
}

const side = (bytes) => Math.sqrt(bytes.length / 3);

/** Scale a square picture to size × size pixels, rounded to bytes. */
const resize = (bytes, size) => Uint8ClampedArray.from(shrink(bytes, size));

const CHUNK = 0x8000; // a safe number of arguments for a function call

/** Encode bytes as base64url. Their number is a multiple of three, so there is no padding. */
function toText(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_");
}

function fromText(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** The square in the middle of a picture, and the side `to` which it is scaled: at most `most`. */
function square(width, height, most) {
  const side = Math.min(width, height);
  return { left: (width - side) >> 1, top: (height - side) >> 1, side, to: Math.min(side, most) };
}

module.exports = { fromText, resize, shrink, side, square, toText };

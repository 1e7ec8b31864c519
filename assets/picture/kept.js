// The picture of one's own that this tab keeps, over a reload too. It goes nowhere but along with what is computed of it.
"use strict";
const picture = require("./picture.js");

const OWN = "own"; // the setting `image` that asks for it
const KEPT = "separable-picture";

let bytes = null; // as large as the server gave it
let sized = { side: 0, text: "" }; // at the size that was asked for last
try {
  const text = sessionStorage.getItem(KEPT);
  if (text) bytes = picture.fromText(text);
} catch {
  // Where a browser forbids to keep anything, it is kept until a reload.
}

const has = () => bytes !== null;

/** From now on it is this one, as the server sends it; null for none. */
function keep(text) {
  bytes = text && picture.fromText(text);
  sized = { side: 0, text: "" };
  try {
    if (text) sessionStorage.setItem(KEPT, text);
    else sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
}

/** What goes along with settings: the picture at their size where they ask for it, else nothing. */
function along({ image, size }) {
  if (image !== OWN || !has()) return null;
  if (sized.side !== size) sized = { side: size, text: picture.toText(at(size)) };
  return { picture: sized.text };
}

const at = (size) => picture.resize(bytes, size);

module.exports = { OWN, along, at, has, keep };

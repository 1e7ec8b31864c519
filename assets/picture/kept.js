// The uploaded picture, which this tab keeps over a reload. It is sent only along with what is to be computed of it.
"use strict";
const picture = require("./picture.js");

const OWN = "own"; // the value of the setting `image` that stands for it
const KEPT = "separable-picture"; // its name in the storage of the tab

let bytes = null; // as large as the server gave it
let sized = { side: 0, text: "" }; // as it was sent last
try {
  const text = sessionStorage.getItem(KEPT);
  if (text) bytes = picture.fromText(text);
} catch {
  // The browser forbids scripts to store anything: the picture is kept until a reload.
}

const has = () => bytes !== null;

/** Keep a picture, as the server sends it, in place of the last; null for none. */
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

/** What a request sends along with these settings: the picture at their size where they ask for it, else null. */
function along({ image, size }) {
  if (image !== OWN || !has()) return null;
  if (sized.side !== size) sized = { side: size, text: picture.toText(at(size)) };
  return { picture: sized.text };
}

/** The picture with so many pixels a side. */
const at = (size) => picture.resize(bytes, size);

module.exports = { OWN, along, at, has, keep };

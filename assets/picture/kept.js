// Keeps the uploaded picture in this tab, also after a reload. It is sent only with requests that compute with it.
"use strict";
const picture = require("./picture.js");

const UPLOADED = "own"; // the value of the setting `image` that means the uploaded picture
const KEY = "separable-picture"; // of the picture in sessionStorage

let bytes = null; // the picture at the size that the server returned
let sized = { side: 0, text: "" }; // the picture at the size of the settings, as last sent
try {
  const text = sessionStorage.getItem(KEY);
  if (text) bytes = picture.fromText(text);
} catch {
  // Storage is forbidden in this browser: the picture is lost at a reload.
}

const has = () => bytes !== null;

/** Keep a picture that the server returned, or none (null). */
function keep(text) {
  bytes = text && picture.fromText(text);
  sized = { side: 0, text: "" };
  try {
    if (text) sessionStorage.setItem(KEY, text);
    else sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/** The extra parameters of a request with these settings: the picture at their size if they use it, else null. */
function parametersFor({ image, size }) {
  if (image !== UPLOADED || !has()) return null;
  if (sized.side !== size) sized = { side: size, text: picture.toText(scaledTo(size)) };
  return { picture: sized.text };
}

/** The picture with this many pixels per side. */
const scaledTo = (size) => picture.resize(bytes, size);

module.exports = { UPLOADED, parametersFor, scaledTo, has, keep };

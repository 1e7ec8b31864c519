// Scales and crops a picture file before it is sent. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");
const picture = require("./picture.js");

const MOST = 512; // pixels per side that are sent; the server scales them down further
const READABLE = ["image/png", "image/jpeg", "image/webp"]; // types that the server reads if this browser cannot
const TOO_MUCH = "it is broken, or too large for this browser; choose another picture.";

/**
 * The square in the middle of a picture, scaled down to be sent, without metadata such as the location. A file that
 * only the server can read is returned unchanged, up to `largest` bytes.
 */
async function scaled(file, largest) {
  const image = await createImageBitmap(file).catch(() => null);
  const readable = READABLE.includes(file.type);
  if (!image && readable && file.size <= largest) return file;
  if (!image && readable) throw new Error(TOO_MUCH);
  if (!image) throw new Error("this browser cannot read it as a picture; choose a PNG, JPEG or WebP.");
  const { left, top, side, to } = picture.square(image.width, image.height, MOST);
  const canvas = el("canvas", { width: to, height: to });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, side, side, 0, 0, to, to);
  image.close();
  const type = file.type === "image/jpeg" ? file.type : "image/png";
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.92));
  if (!blob) throw new Error(TOO_MUCH);
  return blob;
}

module.exports = { scaled };

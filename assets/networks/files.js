// Converts a chosen file to a table of layers. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { count } = require("../drawing/format.js");
const onnxFile = require("./onnx.js");

/**
 * The layers in a file as text, and a remark about them. Throws an Error with a sentence for the reader. A table may
 * have at most `longest` characters, an ONNX file without its weights `largest` bytes.
 */
async function layersIn(file, { longest, largest }) {
  return isOnnx(file) ? fromOnnx(file, largest) : [await fromTable(file, longest), ""];
}

const isOnnx = (file) => /\.onnx$/i.test(file.name);

async function fromTable(file, longest) {
  const text = file.size > 4 * longest ? "\0" : await file.text();
  if (text.includes("\0"))
    throw new Error(`it is no table of layers; choose a CSV file of at most ${count(longest)} characters.`);
  return text;
}

/** The layers of an ONNX file, which the server reads. */
async function fromOnnx(file, largest) {
  const body = onnxFile.lighten(new Uint8Array(await file.arrayBuffer()));
  if (body.length > largest)
    throw new Error(`it has ${count(body.length)} bytes without its weights; at most ${count(largest)} can be read.`);
  const { layers, message } = await answers.send("/answers/onnx", body);
  return [layers, message];
}

module.exports = { isOnnx, layersIn };

// Removes the weights from an ONNX file, so that only shapes are uploaded. No DOM, no Dash: node can load it.
// https://protobuf.dev/programming-guides/encoding describes the encoding, onnx.proto the field numbers.
"use strict";
const KEPT = 128; // bytes of values that are kept, because shapes and limits are no longer
const VALUES = new Set([4, 5, 6, 7, 9, 10, 11]); // fields of a TensorProto with its values

// The fields that lead to tensors, as nested messages.
const TENSOR = {};
const GRAPH = { 1: { 5: { 5: TENSOR } }, 5: TENSOR }; // node → attribute → tensor; initializer
const MODEL = { 7: GRAPH };

/** The bytes of a model without the values of large tensors. Throws an Error if they are not a model. */
function lighten(bytes, message = MODEL) {
  const parts = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const [key, afterKey] = varint(bytes, at);
    const [field, type] = [Math.floor(key / 8), key % 8];
    if (type !== 2) {
      at = type === 0 ? varint(bytes, afterKey)[1] : afterKey + { 1: 8, 5: 4 }[type];
      if (!(field && at <= bytes.length)) throw broken();
      parts.push(bytes.subarray(start, at));
      continue;
    }
    const [length, content] = varint(bytes, afterKey);
    at = content + length;
    if (!field || at > bytes.length) throw broken();
    if (message === TENSOR && VALUES.has(field) && length > KEPT) continue;
    const inner = message[field] ? lighten(bytes.subarray(content, at), message[field]) : bytes.subarray(content, at);
    parts.push(bytes.subarray(start, afterKey), encodeVarint(inner.length), inner);
  }
  return concatenate(parts);
}

const broken = () => new Error("it is not an ONNX file: choose one that ends in .onnx, as exported");

/** Decode a varint, with seven bits per byte and the lowest first; returns its value and the index after it. */
function varint(bytes, at) {
  let value = 0;
  for (let power = 1; at < bytes.length && power < 2 ** 70; power *= 128) {
    value += (bytes[at] & 127) * power;
    if (bytes[at++] < 128) return [value, at];
  }
  throw broken();
}

function encodeVarint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return new Uint8Array([...bytes, value]);
}

function concatenate(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

module.exports = { lighten };

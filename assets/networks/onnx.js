// An ONNX file without its weights, so that only shapes travel. No DOM, no Dash: node can load it.
// https://protobuf.dev/programming-guides/encoding says how the bytes lie, onnx.proto which field is which.
"use strict";
const KEPT = 128; // bytes of values: shapes and limits are no longer
const VALUES = new Set([4, 5, 6, 7, 9, 10, 11]); // of a TensorProto

// Fields that hold something to lighten, as far down as weights lie.
const TENSOR = {};
const GRAPH = { 1: { 5: { 5: TENSOR } }, 5: TENSOR }; // node → attribute → tensor; initializer
const MODEL = { 7: GRAPH };

/** The bytes of a model without the values of large tensors; throws an Error if they are none. */
function lighten(bytes, message = MODEL) {
  const parts = [];
  let at = 0;
  while (at < bytes.length) {
    const from = at;
    const [key, afterKey] = varint(bytes, at);
    const [field, type] = [Math.floor(key / 8), key % 8];
    if (type !== 2) {
      at = type === 0 ? varint(bytes, afterKey)[1] : afterKey + { 1: 8, 5: 4 }[type];
      if (!(field && at <= bytes.length)) throw broken();
      parts.push(bytes.subarray(from, at));
      continue;
    }
    const [length, start] = varint(bytes, afterKey);
    at = start + length;
    if (!field || at > bytes.length) throw broken();
    if (message === TENSOR && VALUES.has(field) && length > KEPT) continue;
    const inner = message[field] ? lighten(bytes.subarray(start, at), message[field]) : bytes.subarray(start, at);
    parts.push(bytes.subarray(from, afterKey), written(inner.length), inner);
  }
  return joined(parts);
}

const broken = () => new Error("it is not an ONNX file: choose one that ends in .onnx, as exported");

/** A number of seven bits a byte, the lowest first, and where it ends. */
function varint(bytes, at) {
  let value = 0;
  for (let power = 1; at < bytes.length && power < 2 ** 70; power *= 128) {
    value += (bytes[at] & 127) * power;
    if (bytes[at++] < 128) return [value, at];
  }
  throw broken();
}

function written(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return new Uint8Array([...bytes, value]);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

module.exports = { lighten };

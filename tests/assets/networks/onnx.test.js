const { test } = require("node:test");
const assert = require("node:assert/strict");
const { lighten } = require("../../../assets/networks/onnx.js");

// Encodes messages by hand: a byte for field and type, one or two for the length, and the content.
const bytes = (field, content) => [
  field * 8 + 2,
  ...(content.length > 127 ? [(content.length % 128) | 128, content.length >> 7] : [content.length]),
  ...content,
];
const number = (field, value) => [field * 8, value];
const tensor = (values) => [...number(1, 8), ...number(2, 1), ...bytes(9, values), ...bytes(8, [119])];
const model = (graph) =>
  new Uint8Array([...number(1, 9), ...bytes(7, graph), 13 * 8 + 5, 1, 2, 3, 4, 13 * 8 + 1, 1, 2, 3, 4, 5, 6, 7, 8]);
const many = Array(200).fill(7);

test("values of large tensors are removed; their shapes, names and types stay", () => {
  const left = [...number(1, 8), ...number(2, 1), ...bytes(8, [119])];
  assert.deepEqual(lighten(model(bytes(5, tensor(many)))), model(bytes(5, left)));
});

test("values of constants within nodes are removed, too", () => {
  const node = (inner) => bytes(1, [...bytes(4, [67]), ...bytes(5, [...bytes(1, [118]), ...bytes(5, inner)])]);
  const left = [...number(1, 8), ...number(2, 1), ...bytes(8, [119])];
  assert.deepEqual(lighten(model(node(tensor(many)))), model(node(left)));
});

test("short values stay, because they are sizes and limits", () => {
  const whole = model(bytes(5, tensor([1, 2, 3])));
  assert.deepEqual(lighten(whole), whole);
});

test("bytes that are no ONNX file are refused", () => {
  const whole = model(bytes(5, tensor(many)));
  for (const broken of [
    whole.subarray(0, 100),
    new Uint8Array([0, 1]),
    new Uint8Array([58, 5, 1]),
    new Uint8Array([11]),
    Uint8Array.from("kind,in", (c) => c.charCodeAt(0)),
  ])
    assert.throws(() => lighten(broken), /it is not an ONNX file/);
});

// The costs of a layer; twin of conv/cost.py and conv/shapes.py. No DOM: node can load it.
"use strict";
const BYTES = 4; // of one float32

/** Cells of padding before and after one side; "same" is TensorFlow's rule. */
function padAmounts(size, kernel, stride, padding, dilation) {
  if (padding === "valid") return [0, 0];
  if (padding !== "same") return [padding, padding];
  const span = dilation * (kernel - 1) + 1;
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + span - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Cells along one side of the output; 0 or less if the kernel does not fit. */
function outputSize(size, kernel, stride, padding, dilation) {
  const [before, after] = padAmounts(size, kernel, stride, padding, dilation);
  return Math.floor((before + size + after - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** The cost of one convolution; every output value is a sum over the same number of taps. */
function stage(inputs, taps, maps, pixels, bias) {
  const outputs = pixels * maps;
  const parameters = (taps + bias) * maps;
  return figures(parameters, taps * outputs, (taps - 1 + bias) * outputs, outputs, inputs + parameters + outputs, 0);
}

/** Figures under the names of conv/cost.py, because one golden file tests both. */
function figures(parameters, macs, adds, outputs, moved, intermediate) {
  return {
    parameters,
    macs,
    flops: 2 * macs,
    multiplies: macs,
    adds,
    output_elements: outputs,
    intermediate_elements: intermediate,
    bytes_moved: BYTES * moved,
    intensity: (2 * macs) / (BYTES * moved),
  };
}

/** The sum of two steps. Both count the intermediate maps: the first writes them, the second reads them. */
function inSequence(first, second) {
  return figures(
    first.parameters + second.parameters,
    first.macs + second.macs,
    first.adds + second.adds,
    second.output_elements,
    (first.bytes_moved + second.bytes_moved) / BYTES,
    first.output_elements
  );
}

/** Figures of { standard, depthwise, pointwise, separable }, or null if the kernel does not fit. */
function cost({ size, channels, filters, kernel, stride = 1, padding = "valid", dilation = 1, multiplier = 1, bias = false }) {
  const sides = Array.isArray(size) ? size : [size, size];
  const [rows, columns] = sides.map((side) => outputSize(side, kernel, stride, padding, dilation));
  if (rows < 1 || columns < 1) return null;
  const [pixels, inputs, maps] = [rows * columns, sides[0] * sides[1] * channels, channels * multiplier];
  const standard = stage(inputs, kernel ** 2 * channels, filters, pixels, +bias);
  const depthwise = stage(inputs, kernel ** 2, maps, pixels, +bias);
  const pointwise = stage(depthwise.output_elements, maps, filters, pixels, +bias);
  return { standard, depthwise, pointwise, separable: inSequence(depthwise, pointwise) };
}

/** The parameters of the separable form with a bias after the pointwise step alone, as in Keras. */
function oneBiasParameters({ channels, filters, kernel, multiplier = 1 }) {
  const layer = { size: 1, padding: "same", channels, filters, kernel, multiplier }; // at any size the same
  const [plain, biased] = [false, true].map((bias) => cost({ ...layer, bias }));
  return plain.depthwise.parameters + biased.pointwise.parameters;
}

/** Separable ÷ standard, for MACs and for parameters without bias: D·(1/N + 1/k²), rounded once. */
const ratio = (filters, kernel, multiplier = 1) =>
  (multiplier * (filters + kernel ** 2)) / (filters * kernel ** 2);

module.exports = { cost, oneBiasParameters, outputSize, padAmounts, ratio };

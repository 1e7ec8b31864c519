// Every text of the page that depends on the settings. No DOM: node can load it.
"use strict";
const { sign } = require("../drawing/equation.js");
const { compare, count } = require("../drawing/format.js");
const { cost, oneBiasParameters, outputSize, ratio } = require("../layer/cost.js");
const { verdict } = require("../layer/verdict.js");
const { decimal, saving } = require("./saving.js");

const STAGES = ["standard", "depthwise", "pointwise", "separable"];

/** Texts of all figures of all stages by name ("standard.macs"), and comparisons of the two forms. */
function figureTexts(costs) {
  const texts = {};
  for (const [figure, before] of Object.entries(costs.standard)) {
    const write = figure === "intensity" ? decimal : count;
    for (const stage of STAGES) texts[`${stage}.${figure}`] = write(costs[stage][figure]);
    texts[`quotient.${figure}`] = before ? decimal(before / costs.separable[figure]) : "";
    texts[`change.${figure}`] = compare(before, costs.separable[figure]);
  }
  return texts;
}

/** Every text on the page, by its name in the attribute `data-savings`; `labels` are the names of the units. */
function texts(settings, labels) {
  const { size, channels, filters, kernel, stride, padding, dilation, multiplier, unit } = settings;
  const costs = cost(settings);
  const side = outputSize(size, kernel, stride, padding, dilation);
  const names = { channels, filters, multiplier, maps: channels * multiplier, k2: kernel ** 2 };
  const all = { ...figureTexts(costs), unit: labels[unit], ratio: ratio(filters, kernel, multiplier).toPrecision(3) };
  const factors = [all.ratio, filters, kernel ** 2].map(String);
  all["ratio.sign"] = ` ${sign([factors], String(multiplier * (filters + kernel ** 2)))} `;
  all.biases = biases(settings, costs);
  all.now = `${decimal(saving(filters, kernel, multiplier))}×`;
  all.most = String(+(kernel ** 2 / multiplier).toFixed(kernel ** 2 < multiplier ? 2 : 1));
  all.verdict = verdict(settings, labels);
  all.kernel = `${kernel}²`;
  all.pixels = `${side}²`;
  for (const [name, n] of Object.entries(names)) all[name] = count(n);
  for (const stage of STAGES) all[`${stage}.work`] = count(costs[stage][unit]);
  all["change.work"] = compare(costs.standard[unit], costs.separable[unit]);
  return all;
}

/** How many parameters the separable form has with one bias vector, with two and with none. */
function biases(settings, costs) {
  const [none, one] = [cost({ ...settings, bias: false }).separable.parameters, oneBiasParameters(settings)].map(count);
  return (
    `Here each step adds a bias to each of its maps: ${count(costs.separable.parameters)} parameters. ` +
    `Keras's SeparableConv2D adds one after both steps only: ${one}. Without bias there are ${none}.`
  );
}

module.exports = { texts };

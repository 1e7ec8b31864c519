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
  all.biases = biases(settings);
  all.now = `${decimal(saving(filters, kernel, multiplier))}×`;
  all.most = count(Math.ceil((100 * kernel ** 2) / multiplier) / 100); // rounded up, so that it stays a bound
  all.verdict = verdict(settings, labels);
  all.kernel = `${kernel}²`;
  all.pixels = `${side}²`;
  for (const [name, n] of Object.entries(names)) all[name] = count(n);
  for (const stage of STAGES) all[`${stage}.work`] = count(costs[stage][unit]);
  all["change.work"] = compare(costs.standard[unit], costs.separable[unit]);
  return all;
}

/** The parameters of both forms with biases, here and in Keras. */
function biases(layer) {
  const [plain, biased] = [false, true].map((bias) => cost({ ...layer, bias }));
  const [outputs, maps] = [layer.filters, layer.channels * layer.multiplier].map(count);
  const parameters = (costs, form) => count(costs[form].parameters);
  const [before, none] = ["standard", "separable"].map((form) => parameters(plain, form));
  return (
    `Standard has one bias for each output: ${before} + ${outputs} = ${parameters(biased, "standard")} parameters. ` +
    `Separable has biases after both steps here: ${none} + ${maps} + ${outputs} = ${parameters(biased, "separable")}. ` +
    `Keras's SeparableConv2D has them after the pointwise step only: ` +
    `${none} + ${outputs} = ${count(oneBiasParameters(layer))}.`
  );
}

module.exports = { texts };

// The cost strip's texts. No DOM, no Dash: node can load it.
"use strict";
const { cost } = require("../layer/cost.js");
const { compare, count } = require("../drawing/format.js");

/** Two rows of texts, for parameters and for work: the standard layer, both steps, their sum, and the ratio. */
function strip(settings) {
  const costs = cost(settings);
  return ["parameters", settings.unit].map((figure) => {
    const [standard, depthwise, pointwise, separable] = ["standard", "depthwise", "pointwise", "separable"].map(
      (stage) => costs[stage][figure]
    );
    return {
      standard: count(standard),
      depthwise: count(depthwise),
      pointwise: count(pointwise),
      separable: count(separable),
      ratio: compare(standard, separable),
    };
  });
}

module.exports = { strip };

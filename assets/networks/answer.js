// An answer of the server in the page Networks: sums, charts and layers. Needs a browser.
"use strict";
const bars = require("./bars.js");
const rows = require("./rows.js");
const stacks = require("./stacks.js");
const sums = require("./sums.js");

/**
 * What draws an answer into `element`, its layers into `layers`; `count(as)` when somebody chooses another way to
 * count in it.
 */
function answer(element, layers, count) {
  const place = (figure) => element.querySelector(`[data-bars="${figure}"]`);
  const charts = rows.SUMS.map((figure) => [figure, bars(place(figure), layers.look)]);
  return function draw(given) {
    element.querySelector("#networks-sentence").textContent = given.sentence;
    sums(element, given, count);
    for (const [figure, chart] of charts) chart(stacks.bars(given.blocks, figure));
    layers.show(rows.rows(given.layers), given.unit);
  };
}

module.exports = answer;

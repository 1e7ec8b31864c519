// An answer of the server in the page Networks: sums, charts and layers. Needs a browser.
// What is in sight follows a slider within the frame; the rest of a long page follows once the slider rests.
"use strict";
const { inSight } = require("../drawing/dom.js");
const { resting } = require("../drawing/rest.js");
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
  const counters = element.querySelector("#networks-counters table");
  const complete = resting((given) => {
    sums.counters(counters, given, count);
    layers.complete();
    element.ariaBusy = false;
  });
  return function draw(given) {
    const isRead = inSight(counters);
    layers.show(rows.rows(given.layers), given.unit); // first, for it asks what is in sight, and nothing has moved yet
    element.querySelector("#networks-sentence").textContent = given.sentence;
    sums.draw(element, given);
    for (const [figure, chart] of charts) chart(stacks.bars(given.blocks, figure));
    element.ariaBusy = true;
    complete(given);
    if (isRead) complete.now();
  };
}

module.exports = answer;

// Draws a report of the server on the page Networks: sums, charts and layers. Needs a browser.
// What is in the viewport follows a slider within a frame; the rest of the page follows once input settles.
"use strict";
const { inSight } = require("../drawing/dom.js");
const { debounce } = require("../drawing/rest.js");
const bars = require("./bars.js");
const rows = require("./rows.js");
const stacks = require("./stacks.js");
const sums = require("./sums.js");

/**
 * A function that draws a report into `element`, and its layers into `layers`. `nameOf(view)` is the name of the
 * network; `count(as)` is called when the reader chooses another way to count.
 */
function answer(element, layers, nameOf, count) {
  const container = (figure) => element.querySelector(`[data-bars="${figure}"]`);
  const charts = rows.SUMS.map((figure) => [figure, bars(container(figure), layers)]);
  const counters = element.querySelector("#networks-counters table");
  const complete = debounce((report) => {
    sums.counters(counters, report, count);
    layers.complete();
    element.ariaBusy = false;
  });
  return function draw(report) {
    const isVisible = inSight(counters);
    layers.show(rows.rows(report.layers), report.unit); // first, because it reads the layout before any write
    element.querySelector("#networks-sentence").textContent = report.sentence;
    sums.draw(element, report, nameOf(report.view));
    for (const [figure, chart] of charts) chart(stacks.bars(report.blocks, figure));
    element.ariaBusy = true;
    complete(report);
    if (isVisible) complete.now();
  };
}

module.exports = answer;

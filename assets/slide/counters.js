// The counters of a race, for each lane: the share done, MACs spent and finished outputs. Needs a browser.
"use strict";
const format = require("../drawing/format.js");

/** Show both lanes, as schedule.moment returns them, in the table that components/pages/slide.py writes. */
function count(table, lanes, { pixels, filters }) {
  for (const [name, { share, macs, outputs }] of Object.entries(lanes)) {
    const find = (part) => table.querySelector(`.count-${name} .${part}`);
    find("progress i").style.transform = `scaleX(${share})`;
    find("share").textContent = `${(100 * share).toFixed(1)} %`;
    find("macs").textContent = format.count(macs);
    find("finished").textContent = format.count(outputs);
    find("of-all").textContent = ` of ${format.count(pixels * filters)}`;
  }
}

module.exports = { count };

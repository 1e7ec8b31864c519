// The controls of the page Networks: their values, and which of them are visible. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");

/** Build the controls in `element`; each move calls `moved(name, value)`. Returns a function that shows a view. */
function choices(element, { fields, networks }, moved) {
  const built = controls.build(element, moved);
  const switches = element.querySelector("#networks-switches");
  // Texts from an address may be invalid, and sliders show only numbers.
  const canShow = (name, value) => !("low" in fields[name]) || typeof value === "number";

  return function show(view) {
    const { percents, resolution, paper } = networks[view.network] ?? networks[fields.network.default];
    const shown = { ...view, resolution: view.resolution ?? resolution };
    built.width.limit(...percents);
    built.resolution.makeReachable(resolution);
    built.counting.rename("paper", paper);
    for (const [name, control] of Object.entries(built)) if (canShow(name, shown[name])) control.show(shown[name]);
    element.classList.toggle("has-own", !resolution);
    element.classList.toggle("has-one-width", percents[0] === percents[1]);
    switches.hidden = view.counting !== "switches";
  };
}

module.exports = choices;

// The filter values that make the enlarged map. Needs a browser.
"use strict";
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { tool } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");
const { fields } = require("./fields.js");
const groups = require("./groups.js");

const SHOWN = 64; // values of a standard filter at a time

/** The values in `container`; `view` is what they need of the page. */
function filters(container, view) {
  const values = fields(container, view.set, (sentence) => view.say({ message: sentence }));
  let open = null; // the map whose values are shown: { name, number, n }
  let channel = 0; // the first channel of a standard filter whose slice is shown

  /** Show the values of a map; null where none is open. */
  function draw(map) {
    const same = map && open && map.name === open.name && map.number === open.number;
    if (!same) channel = 0;
    open = map;
    if (!map) return;
    const { name, n, number } = map;
    if (name === "input") values.draw([]);
    if (name === "depthwise") values.draw([groups.ofDepthwise(view.shown(), n, number)]);
    if (name === "separable") values.draw([groups.ofSeparable(view.shown(), n, number)]);
    if (name === "standard") drawStandard();
  }

  const drawStandard = answers.latest(async () => {
    if (open?.name !== "standard") return; // closed or turned to another map meanwhile
    const [shown, output, from] = [view.shown(), open.number, channel];
    const { image, ...layer } = shown.settings; // filters are the same for every picture
    const answer = await ask("/answers/filter", layer, { output });
    const same = open?.name === "standard" && open.number === output && channel === from && view.shown() === shown;
    if (!same) return;
    const [count, k] = answer.arrays.filter.shape;
    const few = Math.max(1, Math.floor(SHOWN / (k * k)));
    const fixed = shown.difference !== null; // the standard filters were made of the other two
    const notes = fixed ? [el("p", {}, "Set by the depthwise and pointwise filters.")] : [];
    values.draw(groups.ofStandard(answer, output, from, few, !fixed), ...notes, ...pager(from, few, count));
  }, view.say);

  /** Buttons that turn to other channels, where not all fit. */
  function pager(from, few, count) {
    const go = (text, to) =>
      tool(text, () => ((channel = to), drawStandard()), { disabled: to < 0 || to >= count });
    return count > few ? [el("p", {}, go("‹ Channels", from - few), go("Channels ›", from + few))] : [];
  }

  return { draw };
}

module.exports = { filters };

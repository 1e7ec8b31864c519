// The filter values that produce the enlarged map. Needs a browser.
"use strict";
const { ask } = require("../picture/ask.js");
const answers = require("../server/answers.js");
const { tool } = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");
const { isEqual } = require("../layer/agreement.js");
const { fields } = require("./fields.js");
const groups = require("./groups.js");

const SHOWN = 64; // how many values of a standard filter are shown at a time

/** The values in `container`; `view` is the interface of the page, see view.js. */
function filters(container, view) {
  const values = fields(container, view.set, (sentence) => view.say({ message: sentence }));
  let open = null; // the map whose values are shown: its grid, its number in the layer, its index in the grid
  let channel = 0; // the first visible channel of a standard filter

  /** Show the values of a map, or of none (null). */
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
    if (open?.name !== "standard") return; // the dialog was closed, or shows another map meanwhile
    const [shown, output, from] = [view.shown(), open.number, channel];
    const { image, ...layer } = shown.settings; // filters are the same for every picture
    const answer = await ask("/answers/filter", layer, { output });
    const same = open?.name === "standard" && open.number === output && channel === from && view.shown() === shown;
    if (!same) return;
    const [count, k] = answer.arrays.filter.shape;
    const perPage = Math.max(1, Math.floor(SHOWN / (k * k)));
    const fixed = isEqual(shown.settings.standard); // the standard filters are computed from the other two
    const notes = fixed ? [el("p", {}, "Set by the depthwise and pointwise filters.")] : [];
    values.draw(groups.ofStandard(answer, output, from, perPage, !fixed), ...notes, ...pager(from, perPage, count));
  }, view.say);

  /** Buttons for the previous and next channels, if not all fit. */
  function pager(from, perPage, count) {
    const go = (text, to) =>
      tool(text, () => ((channel = to), drawStandard()), { disabled: to < 0 || to >= count });
    return count > perPage ? [el("p", {}, go("‹ Channels", from - perPage), go("Channels ›", from + perPage))] : [];
  }

  return { draw };
}

module.exports = { filters };

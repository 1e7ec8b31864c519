const { test } = require("node:test");
const assert = require("node:assert/strict");
const { enlarge } = require("../../../assets/drawing/plots.js");

test("text, lines, points and margins scale by the same factor", () => {
  const traces = [{ line: { width: 2 } }, { marker: { size: 10 } }];
  const [styles, layout] = enlarge({ data: traces, layout: { font: { size: 12 }, margin: { l: 40, r: 8, t: 6, b: 40, autoexpand: false } } }, 1.5);
  assert.deepEqual(styles, { "line.width": [3, undefined], "marker.size": [undefined, 15] });
  assert.deepEqual(layout, { "font.size": 18, "margin.l": 60, "margin.r": 12, "margin.t": 9, "margin.b": 60 });
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { arrange, csv, keyOf, largestOf, rows, text, sortedBy } = require("../../../assets/networks/rows.js");

const COLUMNS = {
  block: ["Conv", "Separable 2", "Separable 10"],
  stage: ["standard", "depthwise", "pointwise"],
  way: ["", "", "gate"],
  filter: ["3×3×3×32", "3×3×32", "1×1×32×64"],
  stride: ["2", "1", "1"],
  input: ["224×224×3", "112×112×32", "112×112×32"],
  output: ["112×112×32", "112×112×32", "112×112×64"],
  parameters: [864, 288, 2048],
  work: [10838016, 3612672, 25690112],
  share: [0.27, 0.09, 0.64],
};
const FILE = ["place", "block", "layer", "filter", "stride", "input", "output", "parameters", "work", "share"];
const PLACES = { text: "", by: "place", down: false };
const places = (found) => found.map(({ place }) => place);

test("columns become rows with readable layer names", () => {
  const found = rows(COLUMNS);
  assert.deepEqual(
    found.map(({ place, layer }) => [place, layer]),
    [
      [1, "Standard"],
      [2, "Depthwise"],
      [3, "Pointwise, SE"],
    ]
  );
});

test("rows are sorted numerically, also by numbers within names, in both directions", () => {
  const all = rows(COLUMNS);
  const by = (name, down) => places(arrange(all, { text: "", by: name, down }));
  assert.deepEqual(by("work", true), [3, 1, 2]);
  assert.deepEqual(by("parameters", false), [2, 1, 3]);
  assert.deepEqual(by("block", false), [1, 2, 3]);
  assert.deepEqual(by("block", true), [3, 2, 1]);
  assert.deepEqual(by("stride", false), [2, 3, 1]);
});

test("sorting is stable in both directions", () => {
  const all = rows({ ...COLUMNS, work: [7, 7, 7] });
  assert.deepEqual(places(arrange(all, { text: "", by: "work", down: true })), [1, 2, 3]);
});

test("a search matches every word, and the full name of a block matches only that block", () => {
  const all = rows({ ...COLUMNS, block: ["Conv", "Separable 1", "Separable 10"] });
  const found = (words) => places(arrange(all, { ...PLACES, text: words }));
  assert.deepEqual(found("separable"), [2, 3]);
  assert.deepEqual(found(" SEPARABLE depthwise "), [2]);
  assert.deepEqual(found("1×1"), [3]);
  assert.deepEqual(found("1x1 112*112"), [3]);
  assert.deepEqual(found("nothing"), []);
  assert.deepEqual(found("separable 1"), [2]);
  assert.deepEqual(found(""), [1, 2, 3]);
});

test("a second click on a column's head reverses its order; figures start with the largest", () => {
  assert.deepEqual(sortedBy(PLACES, "work"), { text: "", by: "work", down: true });
  assert.deepEqual(sortedBy({ ...PLACES, by: "work", down: true }, "work"), { text: "", by: "work", down: false });
  assert.deepEqual(sortedBy(PLACES, "block"), { text: "", by: "block", down: false });
});

test("a CSV file has the rows in the order shown, exact numbers, and quotes where needed", () => {
  const shown = rows({ ...COLUMNS, block: ['a "b", c', "x", "y"] }).slice(0, 1);
  assert.equal(
    csv(shown, FILE, "MACs"),
    "place,block,layer,filter,stride,input,output,parameters,MACs,share\n" +
      '1,"a ""b"", c",Standard,3×3×3×32,2,224×224×3,112×112×32,864,10838016,0.27\n'
  );
});

test("shares are percentages with two decimals", () => {
  assert.equal(text("share", 0.948574), "94.86 %");
  assert.equal(text("share", 0.00001), "< 0.01 %");
  assert.equal(text("share", 0), "0.00 %");
  assert.equal(text("work", 568740352), "568,740,352");
});

test("a block, and each stage in it, opens its largest layer that the lab can show", () => {
  const lab = [{ filters: 1 }, null, { filters: 2 }, { filters: 3 }, "groups=4: the lab has none."];
  const block = ["A", "A", "A", "A", "B"];
  const stage = ["pointwise", "linear", "depthwise", "pointwise", "grouped"];
  const found = largestOf(rows({ block, stage, way: block, work: [5, 99, 7, 6, 9], lab }));
  const opened = (...of) => found.get(keyOf(...of))?.lab.filters;
  assert.deepEqual([opened("A", "pointwise"), opened("A", "depthwise"), opened("A")], [3, 2, 2]);
  assert.deepEqual([opened("A", "linear"), opened("B", "grouped"), opened("B")], [undefined, undefined, undefined]);
});

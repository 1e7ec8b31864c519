const { test } = require("node:test");
const assert = require("node:assert/strict");
const { arrange, csv, rows, text, turned } = require("../../../assets/networks/rows.js");
const { bars } = require("../../../assets/networks/stacks.js");
const { asked, changed, differing, fileName, inside, query, typed } = require("../../../assets/networks/views.js");

const KNOWN = { v1: { percents: [25, 100], resolution: 224 }, xception: { percents: [100, 100], resolution: 299 } };
const DEFAULTS = { network: "v1", width: 100, resolution: null, counting: "paper", biases: false };
const FIELDS = {
  network: { default: "v1", values: ["v1", "xception"] },
  width: { default: 100, low: 25, high: 140 },
  resolution: { default: null, low: 96, high: 320 },
  counting: { default: "paper", values: ["paper", "thop", "switches"] },
  biases: { default: false, values: [false, true] },
};
const SCHEMA = { defaults: DEFAULTS, fields: FIELDS, known: KNOWN, switches: ["biases"] };

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
const PLACES = { text: "", by: "place", down: false };
const places = (found) => found.map(({ place }) => place);

test("an address gives the view only what is the view's", () => {
  assert.deepEqual(asked("?size=64&width=75&network=xception&utm=1", DEFAULTS), { width: "75", network: "xception" });
});

test("an address holds only what differs", () => {
  assert.deepEqual(differing({ ...DEFAULTS, width: 75, biases: "false" }, DEFAULTS), { width: 75 });
});

test("texts of an address become the values that they stand for; what stands for none stays as it is", () => {
  assert.deepEqual(typed({ width: "75", biases: "True", counting: "THOP", network: "v1" }, FIELDS), {
    width: 75,
    biases: true,
    counting: "thop",
    network: "v1",
  });
  const wrong = { width: "7.5", resolution: "", biases: "yes", counting: "" };
  assert.deepEqual(typed(wrong, FIELDS), wrong);
});

test("a view makes an address from which it comes again", () => {
  const view = { ...DEFAULTS, width: 61, counting: "switches", biases: true };
  assert.equal(query(view, DEFAULTS), "width=61&counting=switches&biases=true");
  assert.deepEqual({ ...DEFAULTS, ...typed(asked(query(view, DEFAULTS), DEFAULTS), FIELDS) }, view);
  assert.equal(query(DEFAULTS, DEFAULTS), "");
});

test("a number beyond the limits of its network is the nearest within", () => {
  const width = (network, value) => inside({ ...DEFAULTS, network }, "width", value, SCHEMA);
  assert.deepEqual([width("v1", 400), width("v1", 0), width("v1", 61), width("xception", 61)], [100, 25, 61, 100]);
  assert.equal(inside(DEFAULTS, "resolution", 1000, SCHEMA), 320);
  assert.equal(inside(DEFAULTS, "biases", true, SCHEMA), true);
});

test("a file is named after its network and what else differs", () => {
  assert.equal(fileName(DEFAULTS, DEFAULTS), "v1");
  assert.equal(fileName({ ...DEFAULTS, network: "xception", resolution: 96 }, DEFAULTS), "xception-96");
});

test("another network starts at its paper's size", () => {
  const view = { ...DEFAULTS, width: 75, resolution: 160, counting: "thop" };
  assert.deepEqual(changed(view, "network", "xception", SCHEMA), {
    ...DEFAULTS,
    network: "xception",
    counting: "thop",
  });
});

test("the paper's own resolution is no setting", () => {
  assert.equal(changed({ ...DEFAULTS, resolution: 160 }, "resolution", 224, SCHEMA).resolution, null);
  assert.equal(changed(DEFAULTS, "resolution", 160, SCHEMA).resolution, 160);
});

test("to touch a switch is to count by the switches", () => {
  assert.equal(changed(DEFAULTS, "biases", "true", SCHEMA).counting, "switches");
  assert.equal(changed(DEFAULTS, "width", 50, SCHEMA).counting, "paper");
});

test("columns become rows that are named for people", () => {
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

test("rows are sorted by numbers as numbers, also within names, and back", () => {
  const all = rows(COLUMNS);
  const by = (name, down) => places(arrange(all, { text: "", by: name, down }));
  assert.deepEqual(by("work", true), [3, 1, 2]);
  assert.deepEqual(by("parameters", false), [2, 1, 3]);
  assert.deepEqual(by("block", false), [1, 2, 3]);
  assert.deepEqual(by("block", true), [3, 2, 1]);
  assert.deepEqual(by("stride", false), [2, 3, 1]);
});

test("rows of which two are alike stay in the order of the data, both ways", () => {
  const all = rows({ ...COLUMNS, work: [7, 7, 7] });
  assert.deepEqual(places(arrange(all, { text: "", by: "work", down: true })), [1, 2, 3]);
});

test("a filter wants every word, and a block's whole name means that block alone", () => {
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

test("a click on the head of the same column turns its order; figures begin with the largest", () => {
  assert.deepEqual(turned(PLACES, "work"), { text: "", by: "work", down: true });
  assert.deepEqual(turned({ ...PLACES, by: "work", down: true }, "work"), { text: "", by: "work", down: false });
  assert.deepEqual(turned(PLACES, "block"), { text: "", by: "block", down: false });
});

test("a file has the rows as shown, exact, and cells that a comma would split in quotes", () => {
  const shown = rows({ ...COLUMNS, block: ['a "b", c', "x", "y"] }).slice(0, 1);
  assert.equal(
    csv(shown, "MACs"),
    "place,block,layer,filter,stride,input,output,parameters,MACs,share\n" +
      '1,"a ""b"", c",Standard,3×3×3×32,2,224×224×3,112×112×32,864,10838016,0.27\n'
  );
});

test("shares are percent to two digits", () => {
  assert.equal(text("share", 0.948574), "94.86 %");
  assert.equal(text("share", 0.00001), "< 0.01 %");
  assert.equal(text("share", 0), "0.00 %");
  assert.equal(text("work", 568740352), "568,740,352");
});

test("bars of a block stand on each other, depthwise below pointwise, and blocks in the order of the data", () => {
  const sums = [
    [["Conv", "standard"], 1, 30],
    [["Pair", "pointwise"], 3, 60],
    [["Pair", "depthwise"], 2, 10],
    [["Head", "linear"], 4, 0],
  ];
  const { bars: drawn, blocks, top, ticks } = bars(sums, "work");
  assert.deepEqual(
    drawn.map(({ place, kind, from, to }) => [place, kind, from, to]),
    [
      [0, "standard", 0, 30],
      [1, "depthwise", 0, 10],
      [1, "pointwise", 10, 70],
      [2, "other", 0, 0],
    ]
  );
  assert.deepEqual([top, ticks], [80, [0, 20, 40, 60, 80]]);
  assert.equal(drawn[2].text, "Pair, pointwise: 60");
  assert.deepEqual(blocks[1], { name: "Pair", text: "Pair: 70" });
  assert.equal(bars(sums, "parameters").top, 6);
});

test("ticks are few and round for any height and reach above it", () => {
  for (const highest of [1, 3, 9, 10, 99, 1e3, 54_000_000, 8.9e9]) {
    const { ticks, top } = bars([[["a", "standard"], 0, highest]], "work");
    assert.ok(ticks.length >= 3 && ticks.length <= 5, `${highest}: ${ticks}`);
    assert.ok(highest <= top && top < 2 * highest, `${highest}: ${top}`);
  }
  assert.equal(bars([[["a", "relu"], 0, 0]], "work").top, 1);
});

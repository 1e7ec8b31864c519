const { test } = require("node:test");
const assert = require("node:assert/strict");
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

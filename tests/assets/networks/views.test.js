const { test } = require("node:test");
const assert = require("node:assert/strict");
const { asked, changed, differing, fileName, clamped, query, typed } = require("../../../assets/networks/views.js");

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

test("a query string yields only the parameters of a view", () => {
  assert.deepEqual(asked("?size=64&width=75&network=xception&utm=1", DEFAULTS), { width: "75", network: "xception" });
});

test("a query string contains only values that differ from the defaults", () => {
  assert.deepEqual(differing({ ...DEFAULTS, width: 75, biases: "false" }, DEFAULTS), { width: 75 });
});

test("texts become typed values; invalid texts stay", () => {
  assert.deepEqual(typed({ width: "75", biases: "True", counting: "THOP", network: "v1" }, FIELDS), {
    width: 75,
    biases: true,
    counting: "thop",
    network: "v1",
  });
  const wrong = { width: "7.5", resolution: "", biases: "yes", counting: "" };
  assert.deepEqual(typed(wrong, FIELDS), wrong);
});

test("a view survives the round trip through a query string", () => {
  const view = { ...DEFAULTS, width: 61, counting: "switches", biases: true };
  assert.equal(query(view, DEFAULTS), "width=61&counting=switches&biases=true");
  assert.deepEqual({ ...DEFAULTS, ...typed(asked(query(view, DEFAULTS), DEFAULTS), FIELDS) }, view);
  assert.equal(query(DEFAULTS, DEFAULTS), "");
});

test("a number is clamped to the limits of its network", () => {
  const width = (network, value) => clamped({ ...DEFAULTS, network }, "width", value, SCHEMA);
  assert.deepEqual([width("v1", 400), width("v1", 0), width("v1", 61), width("xception", 61)], [100, 25, 61, 100]);
  assert.equal(clamped(DEFAULTS, "resolution", 1000, SCHEMA), 320);
  assert.equal(clamped(DEFAULTS, "biases", true, SCHEMA), true);
});

test("a file name has the network and the other values that differ", () => {
  assert.equal(fileName(DEFAULTS, DEFAULTS), "v1");
  assert.equal(fileName({ ...DEFAULTS, network: "xception", resolution: 96 }, DEFAULTS), "xception-96");
});

test("another network starts at the size in its paper", () => {
  const view = { ...DEFAULTS, width: 75, resolution: 160, counting: "thop" };
  assert.deepEqual(changed(view, "network", "xception", SCHEMA), {
    ...DEFAULTS,
    network: "xception",
    counting: "thop",
  });
});

test("the resolution of the paper is stored as the default", () => {
  assert.equal(changed({ ...DEFAULTS, resolution: 160 }, "resolution", 224, SCHEMA).resolution, null);
  assert.equal(changed(DEFAULTS, "resolution", 160, SCHEMA).resolution, 160);
});

test("changing a switch selects counting by the switches", () => {
  assert.equal(changed(DEFAULTS, "biases", "true", SCHEMA).counting, "switches");
  assert.equal(changed(DEFAULTS, "width", 50, SCHEMA).counting, "paper");
});

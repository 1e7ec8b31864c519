const { test } = require("node:test");
const assert = require("node:assert/strict");
const agreement = require("../../../assets/layer/agreement.js");

test("a switch between equal and independent returns to the independent preset that was chosen last", () => {
  assert.deepEqual(agreement.choose("varied"), { standard: "varied" });
  agreement.follow("random");
  agreement.follow("equivalent");
  assert.deepEqual(agreement.choose("varied"), { standard: "random" });
  assert.deepEqual(agreement.choose("equivalent"), { standard: "equivalent" });
  assert.deepEqual(["equivalent", "random"].map(agreement.isEqual), [true, false]);
});

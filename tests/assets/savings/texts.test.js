const { test } = require("node:test");
const assert = require("node:assert/strict");
const { texts } = require("../../../assets/savings/texts.js");
const example = require("../example.js");

const labels = { macs: "Products", flops: "Steps" };

test("a MAC is two FLOPs in every text about work", () => {
  const said = texts({ ...example, unit: "flops" }, labels);
  assert.deepEqual([said.unit, said["standard.work"], said["standard.macs"]], ["Steps", "3,110,400", "1,555,200"]);
});

test("the texts of the worked example are exact", () => {
  const said = texts(example, labels);
  const wanted = {
    "standard.parameters": "1,728",
    "separable.work": "197,100",
    "separable.adds": "136,800",
    "standard.intensity": "12.46",
    "separable.intensity": "1.49",
    "quotient.macs": "7.89",
    "quotient.intermediate_elements": "",
    kernel: "3²",
    pixels: "30²",
    ratio: "0.127",
    most: "9",
    now: "7.89×",
  };
  for (const [name, text] of Object.entries(wanted)) assert.equal(said[name], text, name);
});

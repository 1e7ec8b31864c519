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
    "ratio.sign": " ≈ ",
    most: "9",
    now: "7.89×",
  };
  for (const [name, text] of Object.entries(wanted)) assert.equal(said[name], text, name);
});

test("what is said of any number of filters is a bound in the digits printed", () => {
  const most = (kernel, multiplier) => texts({ ...example, kernel, multiplier }, labels).most;
  assert.deepEqual([most(3, 8), most(11, 7), most(3, 1), most(1, 8)], ["1.13", "17.29", "9", "0.13"]);
});

test("with biases, the separable form has more parameters here than in Keras", () => {
  const said = texts({ ...example, filters: 32, multiplier: 2 }, labels).biases;
  for (const sum of ["864 + 32 = 896", "246 + 6 + 32 = 284", "246 + 32 = 278"]) assert.ok(said.includes(sum), sum);
});

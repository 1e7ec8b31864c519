const { test } = require("node:test");
const assert = require("node:assert/strict");
const { SPEEDS, work } = require("../../../assets/slide/schedule.js");
const scenes = require("../../../assets/slide/scene.js");

const LAYER = { size: 8, channels: 3, kernel: 3, filters: 4, stride: 1, padding: "valid", dilation: 1, multiplier: 1 };

/** A scene of a layer with these choices. */
function sceneOf(choices = {}, layer = LAYER) {
  const scene = Object.assign(scenes.create(), choices);
  scenes.follow(scene, work(layer));
  return scene;
}

test("a scene has plain values, and shares none with another scene", () => {
  const [one, other] = [scenes.create(), scenes.create()];
  assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
  scenes.setSpeed(one, 60);
  assert.equal(other.speeds.step, 3);
});

test("the position is whole in step, and may be fractional in a race", () => {
  assert.deepEqual([false, true].map((race) => scenes.position({ race, at: 2.75 })), [2, 2.75]);
});

test("each mode has its own speed; the default for a race depends on its length", () => {
  const scene = sceneOf({}, { ...LAYER, size: 32 });
  assert.equal(scenes.speed(scene), 3);
  scene.race = true;
  assert.equal(scenes.speed(scene), 60); // 900 positions
  scenes.changeSpeed(scene, 1);
  assert.equal(scenes.speed(scene), 120);
  scene.race = false;
  assert.equal(scenes.speed(scene), 3);
});

test("the speed does not go beyond the slowest and the fastest", () => {
  const scene = sceneOf();
  for (const [end, by] of [[SPEEDS[0], -1], [SPEEDS.at(-1), 1]]) {
    for (let n = 0; n <= SPEEDS.length; n++) scenes.changeSpeed(scene, by);
    assert.equal(scenes.speed(scene), end);
  }
});

test("products appear one by one in step, at up to 3 positions a second, until the standard lane is finished", () => {
  const slow = (choices, speed) => {
    const scene = sceneOf(choices);
    scenes.setSpeed(scene, speed);
    return scenes.isSlow(scene);
  };
  assert.deepEqual([1, 3, 5].map((speed) => slow({}, speed)), [true, true, false]);
  assert.equal(slow({ race: true }, 1), false);
  assert.deepEqual([35.5, 36].map((at) => slow({ stepwise: true, at }, 1)), [true, false]); // 36 positions of each step
});

test("a new layer keeps the window's row and column; the first layer keeps the moment", () => {
  const scene = sceneOf({ at: 2 * 6 + 1 });
  assert.equal(scene.at, 13);
  scenes.follow(scene, work({ ...LAYER, size: 12 }));
  assert.equal(scene.at, 2 * 10 + 1);
});

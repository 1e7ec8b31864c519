const { test } = require("node:test");
const assert = require("node:assert/strict");
const { SPEEDS, work } = require("../../../assets/slide/schedule.js");
const scenes = require("../../../assets/slide/scene.js");

const LAYER = { size: 8, channels: 3, kernel: 3, filters: 4, stride: 1, padding: "valid", dilation: 1, multiplier: 1 };

const WINDOW = { rows: 3, taps: 9 };

/** A scene of a layer with these choices. */
function sceneOf(choices = {}, layer = LAYER) {
  const scene = Object.assign(scenes.create(), choices);
  scenes.follow(scene, work(layer), WINDOW);
  return scene;
}

test("a scene has plain values, and shares none with another scene", () => {
  const [one, other] = [scenes.create(), scenes.create()];
  assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
  scenes.setSpeed(one, 60);
  assert.equal(other.speeds.step, 0.5);
});

test("the position is whole in step, and may be fractional in a race", () => {
  assert.deepEqual([false, true].map((race) => scenes.position({ race, at: 2.75 })), [2, 2.75]);
});

test("each mode has its own speed; the default for a race depends on its length", () => {
  const scene = sceneOf({}, { ...LAYER, size: 32 });
  assert.equal(scenes.speed(scene), 0.5);
  scene.race = true;
  assert.equal(scenes.speed(scene), 60); // 900 positions
  scenes.changeSpeed(scene, 1);
  assert.equal(scenes.speed(scene), 120);
  scene.race = false;
  assert.equal(scenes.speed(scene), 0.5);
});

test("the speed does not go beyond the slowest and the fastest", () => {
  const scene = sceneOf();
  for (const [end, by] of [[SPEEDS[0], -1], [SPEEDS.at(-1), 1]]) {
    for (let n = 0; n <= SPEEDS.length; n++) scenes.changeSpeed(scene, by);
    assert.equal(scenes.speed(scene), end);
  }
});

test("products appear one by one in step, at up to 1 position a second, until the standard lane is finished", () => {
  const slow = (choices, speed) => {
    const scene = sceneOf(choices);
    scenes.setSpeed(scene, speed);
    return scenes.isSlow(scene);
  };
  assert.deepEqual([0.25, 1, 2].map((speed) => slow({}, speed)), [true, true, false]);
  assert.equal(slow({ race: true }, 1), false);
  assert.deepEqual([35.5, 36].map((at) => slow({ stepwise: true, at }, 1)), [true, false]); // 36 positions of each step
});

test("a new layer keeps the window's row and column; the first layer keeps the moment", () => {
  const scene = sceneOf({ at: 2 * 6 + 1 });
  assert.equal(scene.at, 13);
  scenes.follow(scene, work({ ...LAYER, size: 12 }), WINDOW);
  assert.equal(scene.at, 2 * 10 + 1);
  Object.assign(scene, { at: 20, isPlaced: true });
  scenes.follow(scene, work(LAYER), WINDOW);
  assert.equal(scene.at, 20); // as the address says
  Object.assign(scene, { at: 99, isPlaced: true });
  scenes.follow(scene, work(LAYER), WINDOW);
  assert.equal(scene.at, 35);
});

test("products are stepped through one by one, then their sums, then the next position", () => {
  const scene = sceneOf();
  const step = (by) => {
    scenes.stepProduct(scene, by);
    return [scene.at, scenes.products(scene, false)];
  };
  assert.deepEqual(step(-1), [0, 27]);
  assert.deepEqual(step(1), [0, Infinity]);
  assert.deepEqual([1, 1, 1].map(step), [[1, 1], [1, 2], [1, 3]]);
  assert.deepEqual([-1, -1, -1].map(step), [[1, 2], [1, 1], [0, Infinity]]);
  scene.at = 35;
  assert.deepEqual(step(1), [35, Infinity]);
});

test("a slow clock stops with the products that are shown, and goes on with them", () => {
  for (const speed of [0.25, 0.5, 1])
    for (const share of [0.01, 0.3, 0.6, 0.84]) {
      const scene = sceneOf({ at: 4 + share });
      scenes.setSpeed(scene, speed);
      const before = scenes.products(scene, true);
      scenes.rest(scene);
      assert.deepEqual([scene.at, scenes.products(scene, false)], [4, before]);
      scenes.resume(scene);
      assert.equal(scenes.products(scene, true), before);
    }
  const whole = sceneOf({ at: 4.9 });
  scenes.rest(whole);
  assert.deepEqual([whole.at, whole.shown], [4, null]);
});

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { cost, outputSize } = require("../../../assets/layer/cost.js");
const schedule = require("../../../assets/slide/schedule.js");

const LAYER = { size: 4, channels: 2, kernel: 3, filters: 3, stride: 1, padding: "valid", dilation: 1, multiplier: 1 };
const LAYERS = [
  LAYER,
  { ...LAYER, multiplier: 2, padding: "same", kernel: 2 },
  { ...LAYER, kernel: 1 }, // separable costs more
  { ...LAYER, filters: 1, multiplier: 3, size: 5 },
  { ...LAYER, channels: 1, filters: 1, kernel: 1 },
  { ...LAYER, size: 7, kernel: 2, stride: 3, padding: 1, dilation: 2, filters: 7, multiplier: 6 },
  { ...LAYER, size: 3 }, // one output pixel
];
const MODES = [false, true].flatMap((race) => [false, true].map((stepwise) => ({ race, stepwise })));
const range = (count) => Array.from({ length: count }, (_, n) => n);
const side = ({ size, kernel, stride, padding, dilation }) => outputSize(size, kernel, stride, padding, dilation);

/** The MACs of a stage at a pixel: each with its output n, and whether it `finishes` that output. */
const macs = (step, pixel, products, count) =>
  range(count).flatMap((n) => range(products).map((p) => ({ step, pixel, n, finishes: p === products - 1 })));

/** Every MAC of both lanes in the order in which they are spent, one by one. */
function spend(layer, stepwise) {
  const { channels, filters, kernel, multiplier } = layer;
  const pixels = range(side(layer) ** 2);
  const maps = channels * multiplier;
  const depthwise = (pixel) => macs("depthwise", pixel, kernel ** 2, maps);
  const pointwise = (pixel) => macs("pointwise", pixel, maps, filters);
  return {
    standard: pixels.flatMap((pixel) => macs("standard", pixel, kernel ** 2 * channels, filters)),
    separable: stepwise
      ? [...pixels.flatMap(depthwise), ...pixels.flatMap(pointwise)]
      : pixels.flatMap((pixel) => [...depthwise(pixel), ...pointwise(pixel)]),
  };
}

/** The expected state of a lane, as schedule.moment returns it, after each number of MACs. */
function* course(spent, { channels, multiplier }, filter, stepwise) {
  const { step: first } = spent[0];
  const nothing = { pixel: 0, maps: 0, done: 0, outputs: 0, macs: 0, share: 0, over: false };
  const state = { step: first, total: spent.length, ...nothing };
  if (first === "depthwise" && stepwise) state.alone = first;
  yield { ...state };
  for (const { step, pixel, n, finishes } of spent) {
    const last = step === "depthwise" && n === channels * multiplier - 1;
    Object.assign(state, { step, pixel, macs: state.macs + 1 });
    if ("alone" in state) state.alone = step;
    state.maps += last && finishes;
    state.outputs += step !== "depthwise" && finishes;
    state.done += step !== "depthwise" && finishes && n === filter;
    yield { ...state, share: state.macs / state.total, over: state.macs === state.total };
  }
}

for (const layer of LAYERS)
  for (const stepwise of [false, true])
    test(`both lanes spend one MAC at a time in a race: ${JSON.stringify({ ...layer, stepwise })}`, () => {
      const work = schedule.work(layer);
      const spent = spend(layer, stepwise);
      const most = Math.max(spent.standard.length, spent.separable.length);
      for (const n of range(layer.filters)) {
        const [standard, separable] = Object.values(spent).map((list) => [...course(list, layer, n, stepwise)]);
        for (let macs = 0; macs <= most; macs++) {
          const lanes = schedule.moment(work, { race: true, stepwise }, macs / work.standard, n);
          assert.deepEqual(lanes.standard, standard[macs] ?? standard.at(-1));
          assert.deepEqual(lanes.separable, separable[macs] ?? separable.at(-1));
        }
      }
    });

/** The expected state of a lane in step at a pixel, after so many MACs. */
const after = (states, macs, pixel) => ({ ...states[macs], pixel });

for (const layer of LAYERS)
  test(`both lanes finish the same pixel in step: ${JSON.stringify(layer)}`, () => {
    const work = schedule.work(layer);
    const [n, { pixels }] = [layer.filters - 1, work];
    for (const stepwise of [false, true]) {
      const courses = Object.values(spend(layer, stepwise)).map((list) => [...course(list, layer, n, stepwise)]);
      const [standard, separable] = courses;
      for (let at = 0; at <= schedule.last(work, { race: false, stepwise }); at++) {
        const lanes = schedule.moment(work, { race: false, stepwise }, at, n);
        const [here, ahead] = [at % pixels, Math.min(at + 1, pixels)];
        const mixed = stepwise ? at + 1 - ahead : ahead; // pixels of the pointwise step
        const spent = ahead * work.depthwise + mixed * work.pointwise;
        assert.deepEqual(lanes.standard, after(standard, ahead * work.standard, here));
        assert.deepEqual(lanes.separable, after(separable, spent, here));
      }
    }
  });

test("the last moment is the first at which both lanes are over", () => {
  for (const layer of LAYERS)
    for (const mode of MODES) {
      const work = schedule.work(layer);
      const last = schedule.last(work, mode);
      const over = (at) => Object.values(schedule.moment(work, mode, at, 0)).every((lane) => lane.over);
      assert.deepEqual([over(last), last > 0 && over(last - 1)], [true, false], JSON.stringify({ layer, mode }));
    }
});

test("the time unit of a race is one pixel of the standard lane", () => {
  const work = schedule.work(LAYER);
  const lanes = range(5).map((at) => schedule.moment(work, { race: true, stepwise: false }, at, 2).standard);
  assert.deepEqual(lanes.map(({ done }) => done), [0, 1, 2, 3, 4]);
  assert.deepEqual(lanes.map(({ macs }) => macs), [0, 54, 108, 162, 216]);
});

test("separable is done after exactly D·(1/N + 1/k²) of the standard's time", () => {
  for (const kernel of [1, 2, 3, 5])
    for (const filters of [1, 2, 7, 64])
      for (const multiplier of [1, 3])
        for (const stepwise of [false, true]) {
          const work = schedule.work({ ...LAYER, size: 8, kernel, filters, multiplier });
          const mode = { race: true, stepwise };
          const end = (panel) => schedule.when(work, mode, panel, work.pixels - 1);
          const factor = multiplier * (1 / filters + 1 / kernel ** 2);
          assert.ok(Math.abs(end("separable") / end("standard") - factor) < 1e-12, `${factor}`);
          const over = (macs) => schedule.moment(work, mode, macs / work.standard, 0).separable.over;
          const macs = Math.round(factor * work.pixels * work.standard);
          assert.deepEqual([over(macs - 1), over(macs)], [false, true]);
        }
});

test("the totals are those of the costs", () => {
  for (const layer of LAYERS) {
    const { standard, separable } = cost(layer);
    assert.deepEqual(schedule.total(schedule.work(layer)), { standard: standard.macs, separable: separable.macs });
  }
});

test("when() is the first moment at which a pixel is finished for all filters", () => {
  for (const layer of LAYERS)
    for (const mode of MODES)
      for (const panel of ["standard", "separable"]) {
        const work = schedule.work(layer);
        const one = mode.race ? 1 / work.standard : 1;
        for (const pixel of range(work.pixels)) {
          const at = schedule.when(work, mode, panel, pixel);
          const lane = (at) => schedule.moment(work, mode, at, layer.filters - 1)[panel];
          const found = [lane(at).pixel, lane(at).done, at < one ? pixel : lane(at - one).done];
          assert.deepEqual(found, [pixel, pixel + 1, pixel], JSON.stringify({ layer, mode, panel }));
        }
      }
});

test("a pixel of a depthwise map is finished when its depthwise step ends", () => {
  for (const layer of LAYERS)
    for (const mode of MODES) {
      const work = schedule.work(layer);
      for (const pixel of range(work.pixels)) {
        const { separable } = schedule.moment(work, mode, schedule.when(work, mode, "depthwise", pixel), 0);
        const step = mode.stepwise ? "depthwise" : "pointwise"; // when() waits for the outputs
        assert.deepEqual([separable.pixel, separable.maps, separable.step], [pixel, pixel + 1, step]);
      }
    }
});

test("a change of the layer keeps the row, the column and the step", () => {
  const [small, large] = [LAYER, { ...LAYER, size: 9 }].map(schedule.work); // sides 2 and 7
  for (const stepwise of [false, true])
    for (const round of stepwise ? [0, 1] : [0])
      for (const row of range(7))
        for (const column of range(7)) {
          const mode = { race: false, stepwise };
          const there = round * 49 + row * 7 + column;
          const here = round * 4 + Math.min(row, 1) * 2 + Math.min(column, 1);
          assert.equal(schedule.carry(there, large, small, mode), here);
          if (row < 2 && column < 2) assert.equal(schedule.carry(here, small, large, mode), there);
        }
});

test("a change of the layer keeps the fraction between two positions", () => {
  const [small, large] = [LAYER, { ...LAYER, size: 9 }].map(schedule.work);
  const mode = { race: false, stepwise: false };
  assert.equal(schedule.carry(2.25, small, large, mode), 7.25);
  for (const at of [0, 6.75, 48.9]) assert.ok(schedule.carry(at, large, small, mode) <= schedule.last(small, mode));
});

test("a race continues at the standard lane's row and column or, after it has finished, at the same share", () => {
  const [small, large] = [LAYER, { ...LAYER, size: 9, filters: 1 }].map(schedule.work); // the latter loses
  const mode = { race: true, stepwise: false };
  assert.equal(schedule.carry(2.5, small, large, mode), 7.5);
  assert.equal(schedule.carry(7.5, large, small, mode), 2.5);
  assert.equal(schedule.carry(schedule.last(large, mode), large, small, mode), schedule.last(small, mode));
  assert.ok(schedule.last(large, mode) > large.pixels);
});

test("the default speed of a race is the one nearest to 20 seconds", () => {
  for (let length = 20; length <= 12_000; length++) {
    const seconds = length / schedule.pace(length);
    assert.ok(20 / Math.SQRT2 < seconds + 1e-9 && seconds < 20 * Math.SQRT2 + 1e-9, `${length}: ${seconds}`);
  }
  assert.deepEqual([schedule.pace(1), schedule.pace(1e6)], [0.25, 600]);
  assert.deepEqual(schedule.SPEEDS, [...new Set(schedule.SPEEDS)].sort((a, b) => a - b));
});

test("up to a quarter of a position a second products appear one by one, each for 120 ms or more", () => {
  const window = { rows: 3, taps: 9 };
  assert.deepEqual([0.25, 0.5, 1, 2].map((speed) => schedule.together(speed, window)), [1, 9, 9, 27]);
  assert.equal(schedule.together(0.25, { rows: 3, taps: 25 }), 25); // more products would be too fast
  for (const [speed, least] of [[0.25, 120], [0.5, 110], [1, 110]]) {
    const steps = range(10_000).map((n) => schedule.reveal(n / 10_000, speed, window));
    const counts = [...new Set(steps)];
    const each = schedule.together(speed, window);
    assert.deepEqual(counts, [...range(27 / each).map((n) => each * (n + 1)), 28]);
    for (const count of counts) {
      const ms = (steps.filter((one) => one === count).length / 10_000) * (1000 / speed);
      assert.ok(ms >= least, `${count} at ${speed}: ${ms} ms`);
    }
  }
});

test("the share of the time after which products are shown shows as many", () => {
  for (const window of [{ rows: 3, taps: 9 }, { rows: 1, taps: 4 }])
    for (let shown = 1; shown <= window.rows * window.taps; shown++)
      assert.equal(schedule.reveal(schedule.shareOf(shown, window), 0.25, window), shown);
});

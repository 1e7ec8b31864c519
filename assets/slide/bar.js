// The controls of the page Slide, in the placeholders that components/pages/slide.py writes. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const format = require("../drawing/format.js");
const agreement = require("../layer/agreement.js");
const { last, position, speed: speedOf } = require("./scene.js");
const { SPEEDS } = require("./schedule.js");

const POSITION = { spokenText: (at, last) => `${Math.round(at) + 1} of ${Number(last) + 1}` };
const SPEED = { spokenText: (speed) => `${speed} positions a second`, visibleText: (speed) => `${speed}/s` };

/** Build the controls in the placeholders of `element`; buttons call `act(name)`, other controls `set(name, value)`. */
function createBar(element, act, set) {
  const find = (selector) => element.querySelector(selector);
  const { filter, map, agreement: equal, ...choices } = controls.build(element, set);
  const at = controls.slider({ name: "position", label: "Position" }, (value) => set("at", value), POSITION);
  const speed = controls.slider({ name: "speed", label: "Speed", steps: SPEEDS }, (value) => set("speed", value), SPEED);
  find(".slide-position").append(...at.parts);
  find(".slide-speed").append(...speed.parts);
  for (const button of element.querySelectorAll("[data-action]"))
    button.addEventListener("click", () => act(button.dataset.action));

  /** Show a scene, the answer `shown`, and the state of the clock. */
  function show(scene, shown, clock) {
    const { maps, output, rows, settings, work } = shown;
    at.limit(0, last(scene));
    at.show(position(scene));
    speed.show(speedOf(scene));
    showPlay(find(".act-play"), clock.playing);
    showNumber(find(".place-filter"), filter, output, work.filters);
    showNumber(find(".place-map"), map, maps.first, maps.total);
    find(".place-map").hidden = rows.maps === maps.total;
    find(".place-map label").textContent = settings.multiplier === 1 ? "Channel" : "Map";
    equal.show(agreement.shown(settings.standard, equal.values));
    for (const [name, control] of Object.entries(choices)) control.show(scene[name]);
  }

  return { show };
}

function showPlay(button, playing) {
  button.classList.toggle("playing", playing);
  button.title = button.ariaLabel = playing ? "Pause" : "Play";
}

/** Show a filter or a channel by its number, which starts from 1, and how many there are. */
function showNumber(container, control, index, total) {
  control.limit(1, total);
  control.show(index + 1);
  container.querySelector(".range").textContent = `of ${format.count(total)}`;
}

module.exports = { createBar };

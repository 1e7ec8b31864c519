// The controls of the page Slide, in the placeholders that components/pages/slide.py writes. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const format = require("../drawing/format.js");
const { clamp } = require("../layer/geometry.js");
const { last, position, speed: speedOf } = require("./scene.js");
const { SPEEDS } = require("./schedule.js");

const POSITION = { spokenText: (at, last) => `${Math.round(at)} of ${last}` };
const SPEED = { spokenText: (speed) => `${speed} positions a second`, visibleText: (speed) => `${speed}/s` };

/** Build the controls in the placeholders of `element`; buttons call `act(name)`, other controls `set(name, value)`. */
function createBar(element, act, set) {
  const find = (selector) => element.querySelector(selector);
  const { filter, channel, ...choices } = controls.build(element, set);
  const at = controls.slider({ name: "position", label: "Position" }, (value) => set("at", value), POSITION);
  const speed = controls.slider({ name: "speed", label: "Speed", steps: SPEEDS }, (value) => set("speed", value), SPEED);
  find(".slide-position").append(...at.parts);
  find(".slide-speed").append(...speed.parts);
  for (const button of element.querySelectorAll("[data-action]"))
    button.addEventListener("click", () => act(button.dataset.action));

  /** Show a scene, the answer `shown`, and the state of the clock. */
  function show(scene, shown, clock) {
    const { channels, maps, output, settings, work } = shown;
    at.limit(0, last(scene));
    at.show(position(scene));
    speed.show(speedOf(scene));
    showPlay(find(".act-play"), clock.playing);
    find("#slide-bar").classList.toggle("still", clock.isStill());
    showNumber(find(".place-filter"), filter, output, work.filters);
    showNumber(find(".place-channel"), channel, clamp(scene.first, settings.channels - 1), settings.channels);
    const showsAll = maps.names.length === maps.total && channels.names.length === channels.total;
    find(".place-channel").hidden = showsAll;
    for (const [name, control] of Object.entries(choices)) control.show(scene[name]);
  }

  return { show };
}

function showPlay(button, playing) {
  button.classList.toggle("playing", playing);
  button.title = button.ariaLabel = playing ? "Pause" : "Play";
}

/** Show the number of a filter or a channel, and the range of numbers. */
function showNumber(container, control, value, total) {
  control.limit(0, total - 1);
  control.show(value);
  container.querySelector(".range").textContent = `0–${format.count(total - 1)}`;
}

module.exports = { createBar };

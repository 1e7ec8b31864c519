// The controls of the page Slide, in the places that components/pages/slide.py writes. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const format = require("../drawing/format.js");
const { clamp } = require("../layer/geometry.js");
const { last, position, speed: speedOf } = require("./scene.js");
const { SPEEDS } = require("./schedule.js");

const POSITION = { said: (at, last) => `${Math.round(at)} of ${last}` };
const SPEED = { said: (speed) => `${speed} positions a second`, written: (speed) => `${speed}/s` };

/** Fill the places of controls in `element`; `act(name)` is told of each button, `set(name, value)` of each choice. */
function createBar(element, act, set) {
  const find = (selector) => element.querySelector(selector);
  const { filter, channel, ...choices } = controls.build(element, set);
  const at = controls.slider({ name: "position", label: "Position" }, (value) => set("at", value), POSITION);
  const speed = controls.slider({ name: "speed", label: "Speed", steps: SPEEDS }, (value) => set("speed", value), SPEED);
  find(".slide-position").append(...at.parts);
  find(".slide-speed").append(...speed.parts);
  for (const button of element.querySelectorAll("[data-action]"))
    button.addEventListener("click", () => act(button.dataset.action));

  /** Show a scene, with what the answer `shown` has of it, and whether the clock is playing. */
  function show(scene, shown, clock) {
    const { channels, maps, output, settings, work } = shown;
    at.limit(0, last(scene));
    at.show(position(scene));
    speed.show(speedOf(scene));
    showPlay(find(".act-play"), clock.playing);
    find("#slide-bar").classList.toggle("still", clock.isStill());
    showPlace(find(".place-filter"), filter, output, work.filters);
    showPlace(find(".place-channel"), channel, clamp(scene.first, settings.channels - 1), settings.channels);
    const all = maps.names.length === maps.total && channels.names.length === channels.total;
    find(".place-channel").hidden = all;
    for (const [name, one] of Object.entries(choices)) one.show(scene[name]);
  }

  return { show };
}

function showPlay(button, playing) {
  button.classList.toggle("playing", playing);
  button.title = button.ariaLabel = playing ? "Pause" : "Play";
}

/** Show the number of a filter or a channel, and how many there are. */
function showPlace(place, control, value, total) {
  control.limit(0, total - 1);
  control.show(value);
  place.querySelector(".range").textContent = `0–${format.count(total - 1)}`;
}

module.exports = { createBar };

// The controls of the page Slide, in the places that components/pages/slide.py writes. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const { last, position, speed: speedOf } = require("./scene.js");
const { SPEEDS, clamp } = require("./schedule.js");

/** Fill the places of controls in `element`; `act(name)` is told of each button, `set(name, value)` of each choice. */
function createBar(element, act, set) {
  const find = (selector) => element.querySelector(selector);
  const { filter, channel, ...choices } = controls.build(element, set);
  const [scrub, speed] = [addScrub(find(".scrub"), set), addSpeed(find(".slide-speed"), set)];
  for (const button of element.querySelectorAll("[data-action]"))
    button.addEventListener("click", () => act(button.dataset.action));

  /** Show a scene, with what the answer `shown` has of it, and whether the clock is playing. */
  function show(scene, shown, clock) {
    const { channels, maps, output, settings, work } = shown;
    scrub.show(position(scene), last(scene));
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

/** The slider of the clock. */
function addScrub(place, set) {
  const slider = el("input", { type: "range", id: "slide-scrub", min: 0, step: 1, ariaLabel: "Position" });
  slider.addEventListener("input", () => set("at", slider.valueAsNumber));
  place.append(slider);
  const show = (at, last) => {
    Object.assign(slider, { max: last, value: at });
    slider.ariaValueText = `${Math.round(at)} of ${last}`;
  };
  return { show };
}

/** The slider of the speed, on the stops of SPEEDS. */
function addSpeed(place, set) {
  const slider = el("input", { type: "range", id: "slide-speed", min: 0, max: SPEEDS.length - 1, ariaLabel: "Speed" });
  const written = el("output", { htmlFor: "slide-speed" });
  slider.addEventListener("input", () => set("speed", SPEEDS[slider.value]));
  place.append(slider, written);
  const show = (speed) => {
    slider.value = SPEEDS.indexOf(speed);
    written.value = `${speed}/s`;
    slider.ariaValueText = `${speed} positions a second`;
  };
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

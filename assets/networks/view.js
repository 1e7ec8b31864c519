// The page Networks: what is chosen, its figures, and the layers. Needs a browser.
"use strict";
const drawing = require("./answer.js");
const choices = require("./choices.js");
const chosen = require("./chosen.js");
const figures = require("./figures.js");
const layersIn = require("./layers.js");
const uploadedIn = require("./uploaded.js");

let left = null; // where somebody was in the page when a layer was opened in the lab, and with which view

/** The page in `element`; `lab` is what the frame gives to a page. */
function enter(element, lab) {
  const schema = JSON.parse(element.dataset.schema);
  const part = (name) => element.querySelector(`#networks-${name}`);
  const view = chosen(element, schema, lab, (wanted) => ask(wanted));
  const uploaded = uploadedIn(part("own"), view.again);
  const layers = layersIn(part("of-layers"), { link: lab.link, open, fileName: view.fileName });
  const showChoices = choices(element, schema, move);
  const draw = drawing(element, layers, (counting) => move("counting", counting));
  const ask = figures(element, { view, uploaded, show, draw, begin });

  /** A control was moved by hand. */
  function move(name, value) {
    if (name === "network") layers.clear();
    view.move(name, value);
    show();
  }

  function show() {
    showChoices(view.current());
    uploaded.show(view.current());
  }

  /** The first answer is there: go where somebody was before. */
  function begin() {
    if (left?.query === view.query() && lab.owned()) layers.goTo(left.place);
    left = null;
    onceInSight(part("published"), () => lab.bring("networks-near")); // these figures bring Plotly with them
  }

  /** A layer in the lab. */
  function open(address) {
    left = { query: view.query(), place: layers.place() };
    lab.open(address);
  }

  for (const button of element.querySelectorAll("[data-to]"))
    button.addEventListener("click", () => part(button.dataset.to).scrollIntoView());
  view.arrive();
  return { element, arrive: view.arrive, show: layers.relink, query: () => view.query() };
}

/** Call `work` when `element` comes into sight for the first time. */
function onceInSight(element, work) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return; // one call may bring several, as it moves
    observer.disconnect();
    work();
  });
  observer.observe(element);
}

module.exports = { enter };

// The page Networks: the chosen view, its figures and its layers. Needs a browser.
"use strict";
const drawing = require("./answer.js");
const choices = require("./choices.js");
const chosen = require("./chosen.js");
const figures = require("./figures.js");
const layersIn = require("./layers.js");
const uploadedIn = require("./uploaded.js");

let returnTo = null; // the view, order and scroll positions before a layer was opened in the lab

/** Start the page in `element`; `lab` is the interface of the frame. */
function enter(element, lab) {
  const schema = JSON.parse(element.dataset.schema);
  const part = (name) => element.querySelector(`#networks-${name}`);
  const view = chosen(element, schema, lab, (wanted) => ask(wanted));
  const uploaded = uploadedIn(part("own"), view.refetch);
  const { hasSettings, link } = lab;
  const remember = () => lab.remember("find", true); // sorting and searching make no history entries
  const layers = layersIn(part("of-layers"), { link, open, fileName: view.fileName, hasSettings, remember });
  const showChoices = choices(element, schema, move);
  const nameOf = ({ network }) => schema.networks[network].name;
  const draw = drawing(element, layers, nameOf, (counting) => move("counting", counting));
  const ask = figures(element, { view, uploaded, show, draw, begin });

  const query = () => [view.query(), layers.query()].filter(Boolean).join("&");

  /** Handle a control that the reader moved. */
  function move(name, value) {
    if (name === "network") layers.clear();
    view.move(name, value);
    show();
  }

  function show() {
    showChoices(view.current());
    uploaded.show(view.current());
  }

  /** After the first answer, restore the reader's position in the page. */
  function begin() {
    if (returnTo?.query === view.query() && lab.hasSettings()) layers.goTo(returnTo.position);
    returnTo = null;
    onceInSight(part("published"), () => lab.requestCharts("networks-near")); // loads Plotly, too
  }

  /** Open a layer in the lab. */
  function open(address) {
    returnTo = { query: view.query(), position: layers.position() };
    lab.open(address);
  }

  for (const button of element.querySelectorAll("[data-to]"))
    button.addEventListener("click", () => part(button.dataset.to).scrollIntoView());
  arrive();
  return { element, arrive, show: layers.updateLinks, query };

  function arrive() {
    const message = layers.arrive();
    if (message) lab.say(message);
    view.arrive();
  }
}

/** Call `work` when `element` enters the viewport for the first time. */
function onceInSight(element, work) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return; // entries may be several, as the element moves
    observer.disconnect();
    work();
  });
  observer.observe(element);
}

module.exports = { enter };

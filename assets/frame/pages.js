// The page that is open: its script comes with it, or when it is asked for. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");

/** Pages by name, whose `scripts` are known by their addresses; `lab` is what the frame gives each of them. */
function createPages(scripts, lab) {
  const arrivals = {}; // of scripts, by the page's name
  let page = null; // the open one: what its script gave, and its path

  /** The script of a page, once it is there. */
  function fetchScript(name) {
    const src = scripts[name];
    const here = () => document.querySelector(`script[src="${src}"]`);
    const append = (done) => document.body.append(el("script", { src, onload: done }));
    return (arrivals[name] ??= here() ? Promise.resolve() : new Promise(append));
  }

  /** The page `name` has come into the document: it follows the settings from now on. Gives whether it is new. */
  async function enter(name) {
    const element = document.getElementById(name);
    if (page?.element === element) return false; // Dash sends a page again when its address changes
    document.documentElement.dataset.page = name; // for styles: `:has` would look for it at each change
    await fetchScript(name);
    if (!element.isConnected) return false; // left meanwhile
    page = { ...require(`../${name}/view.js`).enter(element, lab), path: pathOf(name) };
    return true;
  }

  const pathOf = (name) => document.querySelector(`nav [data-page="${name}"]`).pathname;

  /** The open page, once it is that of the address. */
  const current = () => (page?.path === location.pathname && page.element.isConnected ? page : null);

  return { current, enter, fetchScript };
}

module.exports = { createPages };

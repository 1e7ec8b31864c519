// The open page. A page's script is in its HTML, or is loaded when the reader goes to the page. Needs a browser.
"use strict";
const { el } = require("../drawing/dom.js");

/** The pages, with the URLs of their `scripts` by name; `lab` is the interface that the frame gives to each page. */
function createPages(scripts, lab) {
  const loading = {}; // for each page name, a promise that resolves when its script has loaded
  let page = null; // the open page: what its `enter` returned, and its path

  /** Load the script of a page once. */
  function fetchScript(name) {
    const src = scripts[name];
    const inDocument = () => document.querySelector(`script[src="${src}"]`);
    const append = (done) => document.body.append(el("script", { src, onload: done }));
    return (loading[name] ??= inDocument() ? Promise.resolve() : new Promise(append));
  }

  /** Enter the page `name`, which is now in the document. Returns whether it is new. */
  async function enter(name) {
    const element = document.getElementById(name);
    if (page?.element === element) return false; // Dash may send the same page again
    document.documentElement.dataset.page = name; // for styles; `:has` would be evaluated at each DOM change
    await fetchScript(name);
    if (!element.isConnected) return false; // the reader has gone to another page meanwhile
    page = { ...require(`../${name}/view.js`).enter(element, lab), path: pathOf(name) };
    return true;
  }

  const pathOf = (name) => document.querySelector(`nav [data-page="${name}"]`).pathname;

  /** The open page if the address still belongs to it, else null. */
  const current = () => (page?.path === location.pathname && page.element.isConnected ? page : null);

  return { current, enter, fetchScript };
}

module.exports = { createPages };

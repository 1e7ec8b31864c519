// The section "Layers" of the page Networks: its table can be searched, saved, opened in the lab and come back to.
// Needs a browser.
"use strict";
const { download, el } = require("../drawing/dom.js");
const rowTable = require("./table.js");

/**
 * The section in `element`; `link(layer)` gives the address of a layer in the lab, `open(address)` goes there, and
 * `fileName()` names a file of what is shown.
 */
function layers(element, { link, open, fileName }) {
  const table = rowTable(element, link);
  const box = element.querySelector(".networks-scroll");
  const search = el("input", { type: "search", ariaLabel: "Find layers", placeholder: "Find layers, such as 3x3" });
  element.querySelector("#networks-search").append(search);
  search.addEventListener("input", () => table.search(search.value));
  element.querySelector("#networks-download").addEventListener("click", () =>
    download(new Blob([table.csv()], { type: "text/csv" }), `${fileName()}-layers.csv`)
  );
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.href);
  });

  function find(words) {
    search.value = words;
    table.search(words);
  }

  return {
    show: table.show,
    complete: table.complete,
    relink: table.relink,
    clear: () => find(""),
    /** The layers of a block; those of all on a second click. */
    look(block) {
      find(search.value === block ? "" : block);
      box.scrollIntoView({ block: "nearest" });
    },
    /** Where somebody is in the table and in the page. */
    place: () => ({ order: table.order(), top: scrollY, inTable: [box.scrollLeft, box.scrollTop] }),
    goTo({ order, top, inTable }) {
      table.sort(order);
      search.value = order.text;
      scrollTo(0, top);
      box.scrollTo(...inTable);
    },
  };
}

module.exports = layers;

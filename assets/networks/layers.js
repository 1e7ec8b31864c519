// The section "Layers" of the page Networks: a table to search, to download, and to open layers from. Needs a browser.
"use strict";
const { download, el } = require("../drawing/dom.js");
const rowTable = require("./table.js");

/**
 * The section in `element`; `link(layer)` returns the address of a layer in the lab, `open(address)` goes there, and
 * `fileName()` is the name of the download without its ending.
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
    updateLinks: table.updateLinks,
    clear: () => find(""),
    /** Show the layers of a block only, or after a second click those of all blocks. */
    showBlock(block) {
      find(search.value === block ? "" : block);
      box.scrollIntoView({ block: "nearest" });
    },
    /** The sort order and the scroll positions of the table and the page. */
    position: () => ({ order: table.order(), top: scrollY, inTable: [box.scrollLeft, box.scrollTop] }),
    goTo({ order, top, inTable }) {
      table.sort(order);
      search.value = order.text;
      scrollTo(0, top);
      box.scrollTo(...inTable);
    },
  };
}

module.exports = layers;

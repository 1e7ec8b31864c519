// The section "Layers" of the page Networks: a table to search, to download, and to open layers from. Needs a browser.
"use strict";
const { download, el } = require("../drawing/dom.js");
const { debounce } = require("../drawing/rest.js");
const { choice, read, write } = require("../frame/sceneaddress.js");
const rowTable = require("./table.js");

const LONGEST = 100; // characters of a search, because it is in the address

let remembered = ""; // the last order and search as a query string; restored after a visit to another page

/**
 * The section in `element`; `link(layer)` returns the address of a layer in the lab, `open(address)` goes there,
 * `fileName()` is the name of the download without its ending, `hasSettings()` says whether the lab wrote the history
 * entry, and `remember()` brings the address up to date.
 */
function layers(element, { link, open, fileName, hasSettings, remember }) {
  const search = searchIn(element.querySelector("#networks-search"), find);
  const table = rowTable(element, link, () => address.rest());
  const address = inAddress(table, hasSettings, remember);
  const box = element.querySelector(".networks-scroll");
  openLinks(box, open);
  element.querySelector("#networks-download").addEventListener("click", () =>
    download(new Blob([table.csv()], { type: "text/csv" }), `${fileName()}-layers.csv`)
  );

  function find(words) {
    search.value = words;
    table.search(words);
    address.rest();
  }

  function sort(order) {
    search.value = order.text;
    table.sort(order);
  }

  return {
    show: table.show,
    complete: table.complete,
    updateLinks: table.updateLinks,
    clear: () => find(""),
    open,
    linkOf: table.largest,
    /** Open the largest layer of a block; a block without any is shown alone, until a second click. */
    openBlock(block) {
      const largest = table.largest(block);
      if (largest) return open(largest);
      find(search.value === block ? "" : block);
      box.scrollIntoView({ block: "nearest" });
    },
    /** The sort order and the search as a query string. */
    query: address.query,
    /** Take the sort order and the search of the address; returns what was wrong with it. */
    arrive() {
      const { order, message } = address.read();
      sort(order);
      return message;
    },
    /** The sort order and the scroll positions of the table and the page. */
    position: () => ({ order: table.order(), top: scrollY, inTable: [box.scrollLeft, box.scrollTop] }),
    goTo({ order, top, inTable }) {
      sort(order);
      scrollTo(0, top);
      box.scrollTo(...inTable);
    },
  };
}

/** A search field in `container`; `find(words)` is called for each change. */
function searchIn(container, find) {
  const search = el("input", { type: "search", placeholder: "Find layers, such as 3x3", maxLength: LONGEST });
  search.ariaLabel = "Find layers";
  search.addEventListener("input", () => find(search.value));
  container.append(search);
  return search;
}

/** Call `open(address)` for clicks on the links in `box` that the browser would follow in the same tab. */
function openLinks(box, open) {
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.href);
  });
}

/** The order of a table in the address: it is read by `read()` and written by `remember()` once `rest()` is over. */
function inAddress(table, hasSettings, remember) {
  const fields = fieldsOf(table.columns);
  const rest = debounce(() => {
    remembered = query();
    remember();
  });

  function query() {
    const { text, by, down } = table.order();
    return write({ sort: (down ? "-" : "") + by, find: text }, fields);
  }

  /** The order in the address, or the remembered one if a link has none, and what was wrong with it. */
  function readOrder() {
    const isGiven = read(location.search, fields).isGiven || hasSettings();
    const { values, message } = read(isGiven ? location.search : remembered, fields);
    const order = { text: values.find, by: values.sort.replace("-", ""), down: values.sort[0] === "-" };
    return { order, message };
  }

  return { query, read: readOrder, rest };
}

/** The fields of the address: the column by which the table is sorted, with a minus if downwards, and the search. */
function fieldsOf(columns) {
  const orders = columns.flatMap((name) => [name, `-${name}`]);
  const sort = { ...choice("place", ...orders), allowed: `one of ${columns.join(", ")}` };
  const parse = (text) => (text.length <= LONGEST ? text : undefined);
  return { sort, find: { default: "", parse, allowed: `at most ${LONGEST} characters` } };
}

module.exports = layers;

// The chosen view of the page Networks, synchronized with the address.
"use strict";
const { debounce } = require("../drawing/rest.js");
const views = require("./views.js");

let remembered = {}; // how the last view differed from the defaults; restored after a visit to another page

/** The view of the page in `element`; `ask(view)` is called for each new one, and fetches its figures. */
function chosen(element, schema, lab, ask) {
  const defaults = views.defaultsOf(schema.fields);
  const rules = { ...schema, defaults, known: schema.networks };
  const rest = debounce(write);
  let view = { ...defaults };
  let last = ""; // the control that moved last

  const query = (wanted = view) => views.query(wanted, defaults);
  const inAddress = () => views.typed(views.asked(location.search, defaults), schema.fields);

  function take(next) {
    view = next;
    remembered = views.differing(view, defaults);
  }

  /** Write the view into the address if they differ, unless the reader has left the page meanwhile. */
  function write(control) {
    if (element.isConnected && query() !== query({ ...defaults, ...inAddress() })) lab.remember(control);
  }

  return {
    current: () => view,
    query,
    fileName: () => views.fileName(view, defaults),

    /** Change the view by a control: all moves of a number share a history entry, each choice has its own. */
    move(name, value) {
      if (name !== last) rest.now(); // each control has its own history entry
      last = name;
      const before = query();
      take(views.changed(view, name, views.clamped(view, name, value, rules), rules));
      if (query() !== before) ask(view);
      if ("low" in schema.fields[name]) rest(name);
      else write(`${name}=${value}`);
    },

    /** Take the view of a new address, or the remembered one if a link has none. */
    arrive() {
      const arrived = inAddress();
      const decides = Object.keys(arrived).length || lab.hasSettings();
      take({ ...defaults, ...(decides ? arrived : remembered) });
      ask(view);
    },

    /** Request the figures of the same view again, because the uploaded network has changed. */
    refetch: () => ask((view = { ...view })),

    /** Replace the view `wanted` by `given`, as the server understood it, also in the address. */
    replace(wanted, given) {
      if (wanted !== view) return; // the view has changed meanwhile
      const differs = query() !== query(given);
      take(given);
      if (differs) lab.remember("", true);
    },
  };
}

module.exports = chosen;

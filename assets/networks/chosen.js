// The chosen view of the page Networks, kept in step with the address.
"use strict";
const { resting } = require("../drawing/rest.js");
const views = require("./views.js");

let left = {}; // what of the last view differed from the defaults: it is chosen again after a visit to another page

/** The view of the page in `element`; each new one goes to `ask`, which fetches its figures. */
function chosen(element, schema, lab, ask) {
  const defaults = views.defaultsOf(schema.fields);
  const rules = { ...schema, defaults, known: schema.networks };
  const rest = resting(write);
  let view = { ...defaults };
  let last = ""; // the control that moved last

  const query = (one = view) => views.query(one, defaults);
  const inAddress = () => views.typed(views.asked(location.search, defaults), schema.fields);

  function take(next) {
    view = next;
    left = views.differing(view, defaults);
  }

  /** Write the view into the address where that says something else, unless the page has been left meanwhile. */
  function write(control) {
    if (element.isConnected && query() !== query({ ...defaults, ...inAddress() })) lab.remember(control);
  }

  return {
    current: () => view,
    query,
    fileName: () => views.fileName(view, defaults),

    /** Change the view by a control: all moves of a number share a history entry, each choice has its own. */
    move(name, value) {
      if (name !== last) rest.now(); // what moved before has an entry of its own
      last = name;
      const before = query();
      take(views.changed(view, name, views.inside(view, name, value, rules), rules));
      if (query() !== before) ask(view);
      if ("low" in schema.fields[name]) rest(name);
      else write(`${name}=${value}`);
    },

    /** The address is new: take its view, or the one from before where a link brings none. */
    arrive() {
      const arrived = inAddress();
      const decides = Object.keys(arrived).length || lab.owned();
      take({ ...defaults, ...(decides ? arrived : left) });
      ask(view);
    },

    /** The same view, of a network that has changed. */
    again: () => ask((view = { ...view })),

    /** The server read `given` where `wanted` was asked for; where they differ the address is mended, too. */
    mend(wanted, given) {
      if (wanted !== view) return; // the view has changed meanwhile
      const wrong = query() !== query(given);
      take(given);
      if (wrong) lab.remember("", true);
    },
  };
}

module.exports = chosen;

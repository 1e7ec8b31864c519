// The uploaded network of the page Networks, whose editor is filled when somebody first wants it. Needs a browser.
"use strict";
const openEditor = require("./editor.js");

const OWN = "own"; // its name among the networks

/** The network of `place`; `read()` when its layers are to be read. */
function uploaded(place, read) {
  let editor = null;
  const isIn = (view) => view.network === OWN;
  return {
    isIn,
    /** The layers, as they stand in the editor. */
    async written() {
      editor ??= await openEditor(place, read);
      return editor.text();
    },
    /** The editor where `view` is of this network and the editor is there, else null. */
    editorOf: (view) => (isIn(view) ? editor : null),
    show(view) {
      place.hidden = !(editor && isIn(view));
    },
  };
}

module.exports = uploaded;

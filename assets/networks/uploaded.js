// The uploaded network of the page Networks, whose editor opens when it is first needed. Needs a browser.
"use strict";
const openEditor = require("./editor.js");

const UPLOADED = "own"; // its name in the list of networks

/** The uploaded network, whose editor is in `container`; `read()` is called when its text has changed. */
function uploaded(container, read) {
  let editor = null;
  const isIn = (view) => view.network === UPLOADED;
  return {
    isIn,
    /** The layers in the editor, as text. */
    async written() {
      editor ??= await openEditor(container, read);
      return editor.text();
    },
    /** The editor if it is open and `view` is of this network, else null. */
    editorOf: (view) => (isIn(view) ? editor : null),
    show(view) {
      container.hidden = !(editor && isIn(view));
    },
  };
}

module.exports = uploaded;

// Requests the figures of a view and draws them, or shows why there are none. Needs a browser.
"use strict";
const answers = require("../server/answers.js");

/**
 * What asks for the figures of a view and hands them to `draw`; `show()` follows the view in the controls, `begin()`
 * is called after the first answer.
 */
function figures(element, { view, uploaded, show, draw, begin }) {
  const note = element.querySelector("#networks-note");

  async function request(wanted) {
    element.classList.add("stale");
    const answer = await answers.once(`/answers/network?${view.query(wanted)}`, await sent(wanted));
    view.mend(wanted, answer.view);
    show();
    tell("accept", answer.message);
    draw(answer);
    element.classList.remove("refused");
    element.dataset.painted = "";
    settle();
  }

  /** What goes to the server beside the view. */
  async function sent(wanted) {
    if (!uploaded.isIn(wanted)) return {};
    const body = await uploaded.written();
    show(); // the editor is there now
    return { method: "POST", body };
  }

  /** Show why there are no figures; the old ones stay and are marked as outdated. */
  function refuse({ message }) {
    show();
    tell("complain", message);
    element.classList.add("refused");
    settle();
  }

  /** What the server has to say: of written layers in their editor, of anything else above the page. */
  function tell(how, message) {
    const editor = uploaded.editorOf(view.current());
    note.textContent = editor ? "" : message;
    editor?.[how](message);
  }

  function settle() {
    element.classList.remove("stale");
    if ("ready" in element.dataset) return;
    element.dataset.ready = "";
    begin();
  }

  return answers.latest(request, refuse);
}

module.exports = figures;

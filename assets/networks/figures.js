// Requests the figures of a view and draws them, or shows why there are none. Needs a browser.
"use strict";
const answers = require("../server/answers.js");

/**
 * A function that requests the figures of a view and passes them to `draw`. `show()` updates the controls, `begin()` is
 * called after the first answer.
 */
function figures(element, { view, uploaded, show, draw, begin }) {
  const note = element.querySelector("#networks-note");

  async function request(wanted) {
    element.classList.add("stale");
    const answer = await answers.once(`/answers/network?${view.query(wanted)}`, await requestFor(wanted));
    view.replace(wanted, answer.view);
    show();
    tell("accept", answer.message);
    draw(answer);
    element.classList.remove("refused");
    element.dataset.painted = "";
    settle();
  }

  /** The fetch options: a POST with the layers of the uploaded network, if the view is of it. */
  async function requestFor(wanted) {
    if (!uploaded.isIn(wanted)) return {};
    const body = await uploaded.written();
    show(); // the editor is open now
    return { method: "POST", body };
  }

  /** Show why there are no figures; the old ones stay and are marked as outdated. */
  function refuse({ message }) {
    show();
    tell("complain", message);
    element.classList.add("refused");
    settle();
  }

  /** Show a message of the server: in the editor if it is about the uploaded network, else above the page. */
  function tell(method, message) {
    const editor = uploaded.editorOf(view.current());
    note.textContent = editor ? "" : message;
    editor?.[method](message);
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

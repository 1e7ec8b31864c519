// The editor of an uploaded network on the page Networks: layers are typed, pasted, opened or dropped. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { el } = require("../drawing/dom.js");
const { count } = require("../drawing/format.js");
const { debounce } = require("../drawing/rest.js");
const files = require("./files.js");

const PAUSE = 300; // ms without typing, after which the text is sent to the server
const KEY = "separable-layers"; // of the text in sessionStorage, which survives a reload of this tab

/** Open the editor in `container`; `read()` is called when the server should read its text. */
async function open(container, read) {
  const known = await answers.once("/answers/editor");
  container.querySelector("#networks-columns").replaceChildren(...known.columns.map(help));
  return editor(container, known, read);
}

/** A table row that explains a column of the text. */
function help([name, text]) {
  return el("tr", {}, el("th", { scope: "row" }, el("code", {}, name)), el("td", {}, text));
}

function editor(container, { template, onnx, ...limits }, read) {
  const part = (name) => container.querySelector(`#networks-${name}`);
  const area = part("layers");
  const { complain, remark } = notes(part("complaints"), part("remarks"));
  const rest = debounce(change, PAUSE);
  let edits = 0; // the number of edits, so that a slow file does not overwrite newer text
  let fileNote = ""; // the note about the file that the text came from

  area.value = sessionStorage.getItem(KEY) ?? template;
  area.addEventListener("input", () => {
    edits++;
    rest(area.value);
  });
  part("start").addEventListener("click", () => put(template));
  part("template").href = URL.createObjectURL(new Blob([template], { type: "text/csv" }));
  listenForFiles(container, part("open"), onnx, take);

  /** Replace the text, also if it is being edited; `note` is a remark about the new text. */
  function put(text, note) {
    rest(text, note);
    rest.now();
  }

  function change(text, note = "") {
    if (text.length > limits.longest)
      return complain(`${count(text.length)} characters came; at most ${count(limits.longest)} can be read.`);
    edits++;
    if (area.value !== text) area.value = text;
    fileNote = note;
    sessionStorage.setItem(KEY, text);
    read();
  }

  /** Load the layers of a file; an invalid file leaves the text unchanged. */
  async function take(file) {
    const before = edits;
    try {
      if (files.isOnnx(file)) remark(`Reading ${file.name} …`);
      const [text, note] = await files.layersIn(file, limits);
      if (edits === before && container.isConnected) put(text, note);
    } catch (error) {
      complain(`${file.name}: ${error.message}`);
    }
  }

  return {
    text: () => area.value,
    /** The layers are valid: clear the complaints and show a remark. */
    accept(message) {
      complain("");
      remark(`${fileNote} ${message}`);
    },
    complain,
  };
}

/** Functions that show sentences in the page: all complaints as a list, or one remark. */
function notes(complaints, remarks) {
  const items = (sentences) => sentences.split("\n").filter(Boolean).map((line) => el("li", {}, line));
  return {
    complain(sentences) {
      remarks.textContent = "";
      complaints.replaceChildren(...items(sentences));
    },
    remark: (sentence) => (remarks.textContent = sentence),
  };
}

/** Call `take(file)` for each file chosen by `button` or dropped into `container`. */
function listenForFiles(container, button, onnx, take) {
  const file = el("input", { type: "file", accept: ".csv,.tsv,.txt" + (onnx ? ",.onnx" : ""), hidden: true });
  button.after(file);
  button.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length) await take(file.files[0]);
    file.value = ""; // so that the same file can be chosen again after it was changed
  });
  container.addEventListener("dragover", (drag) => drag.preventDefault());
  container.addEventListener("drop", (drop) => {
    if (!drop.dataTransfer.files.length) return; // the browser inserts dropped text
    drop.preventDefault();
    take(drop.dataTransfer.files[0]);
  });
}

module.exports = open;

// The editor of an uploaded network on the page Networks: layers are typed, pasted, opened or dropped. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { el } = require("../drawing/dom.js");
const { count } = require("../drawing/format.js");
const { resting } = require("../drawing/rest.js");
const files = require("./files.js");

const PAUSE = 300; // ms without a key, after which the server reads what was written
const KEPT = "separable-layers"; // stays in this tab, over a reload too

/** The editor in `place`, filled; `read()` when its text is to be read. */
async function open(place, read) {
  const known = await answers.once("/answers/own");
  place.querySelector("#networks-columns").replaceChildren(...known.columns.map(help));
  return editor(place, known, read);
}

/** What a column means, in a row. */
function help([name, text]) {
  return el("tr", {}, el("th", { scope: "row" }, el("code", {}, name)), el("td", {}, text));
}

function editor(place, { template, onnx, ...limits }, read) {
  const part = (name) => place.querySelector(`#networks-${name}`);
  const area = part("layers");
  const { complain, remark } = sayer(part("complaints"), part("remarks"));
  const rest = resting(change, PAUSE);
  let edits = 0; // a file that takes long must not come over what was written meanwhile
  let said = ""; // of the file that the text came from

  area.value = sessionStorage.getItem(KEPT) ?? template;
  area.addEventListener("input", () => {
    edits++;
    rest(area.value);
  });
  part("start").addEventListener("click", () => put(template));
  part("template").href = URL.createObjectURL(new Blob([template], { type: "text/csv" }));
  listenForFiles(place, part("open"), onnx, take);

  /** Another text, of which there is `note` to say, in place of what was just being written. */
  function put(text, note) {
    rest(text, note);
    rest.now();
  }

  function change(text, note = "") {
    if (text.length > limits.longest)
      return complain(`${count(text.length)} characters came; at most ${count(limits.longest)} can be read.`);
    edits++;
    if (area.value !== text) area.value = text;
    said = note;
    sessionStorage.setItem(KEPT, text);
    read();
  }

  /** A file as layers; what is refused leaves the layers as they are. */
  async function take(file) {
    const before = edits;
    try {
      if (files.isOnnx(file)) remark(`Reading ${file.name} …`);
      const [text, note] = await files.layersIn(file, limits);
      if (edits === before && place.isConnected) put(text, note);
    } catch (error) {
      complain(`${file.name}: ${error.message}`);
    }
  }

  return {
    text: () => area.value,
    /** Nothing is wrong with the layers, but perhaps there is something to know. */
    accept(message) {
      complain("");
      remark(`${said} ${message}`);
    },
    complain,
  };
}

/** What says sentences in the page: all that is wrong, a line each, or what there is to know. */
function sayer(complaints, remarks) {
  const items = (sentences) => sentences.split("\n").filter(Boolean).map((line) => el("li", {}, line));
  return {
    complain(sentences) {
      remarks.textContent = "";
      complaints.replaceChildren(...items(sentences));
    },
    remark: (sentence) => (remarks.textContent = sentence),
  };
}

/** Files come by `button` or are dropped into `place`; `take` has each. */
function listenForFiles(place, button, onnx, take) {
  const file = el("input", { type: "file", accept: ".csv,.tsv,.txt" + (onnx ? ",.onnx" : ""), hidden: true });
  button.after(file);
  button.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length) await take(file.files[0]);
    file.value = ""; // the same file can be chosen again when it has been changed
  });
  place.addEventListener("dragover", (drag) => drag.preventDefault());
  place.addEventListener("drop", (drop) => {
    if (!drop.dataTransfer.files.length) return; // text falls where it is dropped
    drop.preventDefault();
    take(drop.dataTransfer.files[0]);
  });
}

module.exports = open;

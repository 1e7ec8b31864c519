// A network of one's own on the page Networks: written, pasted, opened or dropped. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const dom = require("../drawing/dom.js");
const format = require("../drawing/format.js");
const onnxFile = require("./onnx.js");

const { el } = dom;

const PAUSE = 300; // ms without a key, then the server reads
const KEPT = "separable-layers"; // stays in this tab, over a reload too
const HERE = "The server reads the layers and forgets them; they stay in this browser, and are not in the address.";
const ONNX = {
  true: "An ONNX file works too; its weights stay here.",
  false: "ONNX files work where the server has the Python package onnx; this one has not.",
};

/** The editor in `place`; `read()` when its text is to be read. */
async function networksOwn(place, read) {
  const { template, columns, onnx, longest, largest } = await answers.once("/answers/own");
  const area = el("textarea", {
    id: "networks-layers",
    value: sessionStorage.getItem(KEPT) ?? template,
    rows: 8,
    spellcheck: false,
    autocomplete: "off",
  });
  const file = el("input", { type: "file", accept: ".csv,.tsv,.txt" + (onnx ? ",.onnx" : ""), hidden: true });
  const open = el("button", { type: "button", className: "tool", textContent: "Open a file" });
  const href = URL.createObjectURL(new Blob([template], { type: "text/csv" }));
  const fresh = el("a", { className: "tool", textContent: "Download the template", download: "template.csv", href });
  const again = el("button", { type: "button", className: "tool", textContent: "Start from the template" });
  const complaints = el("ul", { role: "alert", className: "networks-complaints" });
  const remarks = el("p", { role: "status" });
  place.replaceChildren(
    el(
      "div",
      { className: "networks-head" },
      el("label", { htmlFor: area.id }, "Your layers"),
      open,
      again,
      fresh,
      file
    ),
    area,
    complaints,
    remarks,
    el(
      "p",
      { className: "networks-hint" },
      `One layer a line, as CSV: type, paste, open or drop it. ${ONNX[onnx]} ${HERE}`
    ),
    el("details", {}, el("summary", {}, "The columns"), help(columns))
  );

  let waiting = 0;
  let edits = 0; // a file that takes long must not come over what was written meanwhile
  let said = ""; // of the file that the text came from
  function change(text, note = "") {
    clearTimeout(waiting);
    if (text.length > longest)
      return complain(`${format.count(text.length)} characters came; at most ${format.count(longest)} can be read.`);
    edits++;
    if (area.value !== text) area.value = text;
    said = note;
    sessionStorage.setItem(KEPT, text);
    read();
  }
  area.addEventListener("input", () => {
    edits++;
    clearTimeout(waiting);
    waiting = setTimeout(() => change(area.value), PAUSE);
  });

  open.addEventListener("click", () => file.click());
  again.addEventListener("click", () => change(template));
  file.addEventListener("change", async () => {
    await take(file.files[0]);
    file.value = ""; // the same file again, when it has been changed
  });
  place.addEventListener("dragover", (drag) => drag.preventDefault());
  place.addEventListener("drop", (drop) => {
    if (!drop.dataTransfer.files.length) return; // text falls where it is dropped
    drop.preventDefault();
    take(drop.dataTransfer.files[0]);
  });

  /** A file as layers; what is refused leaves the layers as they are. */
  async function take(chosen) {
    if (!chosen) return;
    const before = edits;
    try {
      const [text, note] = /\.onnx$/i.test(chosen.name) ? await translated(chosen) : [await plain(chosen)];
      if (edits === before && place.isConnected) change(text, note);
    } catch (error) {
      complain(`${chosen.name}: ${error.message}`);
    }
  }

  async function plain(chosen) {
    const text = chosen.size > 4 * longest ? "\0" : await chosen.text();
    if (text.includes("\0"))
      throw new Error(`it is no table of layers; choose a CSV file of at most ${format.count(longest)} characters.`);
    return text;
  }

  /** The layers of an ONNX file, with the server's help, and what it says of them. */
  async function translated(chosen) {
    remarks.textContent = `Reading ${chosen.name} …`;
    const body = onnxFile.lighten(new Uint8Array(await chosen.arrayBuffer()));
    if (body.length > largest)
      throw new Error(
        `it has ${format.count(body.length)} bytes without its weights; at most ${format.count(largest)} can be read.`
      );
    const { layers, message } = await answers.send("/answers/onnx", body);
    return [layers, message];
  }

  /** All that is wrong, a line each. */
  function complain(sentences) {
    remarks.textContent = "";
    complaints.replaceChildren(...sentences.split("\n").map((line) => el("li", {}, line)));
  }

  return {
    text: () => area.value,
    /** Nothing is wrong, but perhaps there is something to know. */
    accept(message) {
      complaints.replaceChildren();
      remarks.textContent = `${said} ${message}`;
    },
    complain,
  };
}

/** What the columns mean. */
function help(columns) {
  const rows = columns.map(([name, text]) =>
    el("tr", {}, el("th", { scope: "row" }, el("code", {}, name)), el("td", {}, text))
  );
  return el("table", {}, el("tbody", {}, ...rows));
}

module.exports = networksOwn;

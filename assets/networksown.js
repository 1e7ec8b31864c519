// A network of one's own on the page Networks: written, pasted, opened or dropped. Needs a browser.
(function (root) {
  "use strict";
  const { answers, dom, format } = root;
  const { el } = dom;

  const PAUSE = 300; // ms without a key, then the server reads
  const KEPT = "separable-layers"; // stays in this tab, over a reload too
  const PRIVATE = "The server reads the layers and forgets them; they stay in this browser.";
  const ONNX = {
    true: "An ONNX file works too: its shapes and attributes are read, not its weights.",
    false: "ONNX files work where the server has the Python package onnx; this one has not.",
  };
  const bytes = (n) => `${format.count(n)} bytes`;

  /** The editor in `place`; `read()` when its text is to be read, `refuse(sentence)` of a file. */
  async function networksOwn(place, read, refuse) {
    const { template, columns, onnx, largest } = await answers.receive(fetch("/answers/own"));
    const area = el("textarea", {
      id: "networks-layers",
      value: sessionStorage.getItem(KEPT) ?? template,
      rows: 8,
      spellcheck: false,
      autocomplete: "off",
    });
    const file = el("input", { type: "file", accept: ".csv,.tsv,.txt,.onnx", hidden: true });
    const open = el("button", { type: "button", className: "tool", textContent: "Open a file" });
    const href = URL.createObjectURL(new Blob([template], { type: "text/csv" }));
    const fresh = el("a", { className: "tool", textContent: "Download the template", download: "layers.csv", href });
    const complaints = el("ul", { role: "alert", className: "networks-complaints" });
    const remarks = el("p", { role: "status" });
    place.replaceChildren(
      el("div", { className: "networks-head" }, el("label", { htmlFor: area.id }, "Your layers"), open, fresh, file),
      area,
      complaints,
      remarks,
      el("p", { className: "networks-hint" }, `One layer a line, as CSV. ${ONNX[onnx]} ${PRIVATE}`),
      el("details", {}, el("summary", {}, "The columns"), help(columns))
    );

    let waiting = 0;
    let said = ""; // of the file that the text came from
    function change(text, note = "") {
      clearTimeout(waiting);
      area.value = text;
      said = note;
      sessionStorage.setItem(KEPT, text);
      read();
    }
    area.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => change(area.value), PAUSE);
    });

    open.addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      await take(file.files[0]);
      file.value = ""; // the same file again, when it has been changed
    });
    area.addEventListener("dragover", (drag) => drag.preventDefault());
    area.addEventListener("drop", (drop) => {
      if (!drop.dataTransfer.files.length) return; // text falls where it is dropped
      drop.preventDefault();
      take(drop.dataTransfer.files[0]);
    });

    /** A file as layers, an ONNX file by the server's help; what is refused leaves the layers as they are. */
    async function take(chosen) {
      if (!chosen) return;
      try {
        if (chosen.size > largest)
          throw new Error(`${chosen.name} has ${bytes(chosen.size)}; choose a file of at most ${bytes(largest)}.`);
        if (!/\.onnx$/i.test(chosen.name)) return change(await chosen.text());
        const { layers, message } = await answers.receive(fetch("/answers/onnx", { method: "POST", body: chosen }));
        change(layers, message);
      } catch (error) {
        refuse(error.message);
      }
    }

    return {
      text: () => area.value,
      /** Nothing is wrong, but perhaps there is something to know. */
      accept(message) {
        complaints.replaceChildren();
        remarks.textContent = `${said} ${message}`;
      },
      /** All that is wrong, a line each. */
      complain(sentences) {
        complaints.replaceChildren(...sentences.split("\n").map((line) => el("li", {}, line)));
      },
    };
  }

  /** What the columns mean. */
  function help(columns) {
    const rows = columns.map(([name, text]) =>
      el("tr", {}, el("th", { scope: "row" }, el("code", {}, name)), el("td", {}, text))
    );
    return el("table", {}, el("tbody", {}, ...rows));
  }

  root.networksOwn = networksOwn;
})(window);

// The frame above every page: the cost strip and the buttons of the bar. Needs a browser.
"use strict";
const pictureKept = require("../picture/kept.js");
const { strip } = require("./strip.js");

const CONFIRMATION = 2000; // ms for which the Share button confirms the copy

/** Write the cost strip's texts. */
function drawStrip(settings, labels) {
  const rows = strip(settings);
  for (const [row, texts] of Object.entries({ parameters: rows[0], work: rows[1] }))
    for (const [part, text] of Object.entries(texts)) document.getElementById(`strip-${row}-${part}`).textContent = text;
  const unit = document.querySelector("#strip-work-name .term");
  unit.textContent = labels[settings.unit];
  unit.dataset.term = settings.unit.slice(0, -1); // "macs" → "mac"
}

const root = document.documentElement;

/** Start or end presenting: large type, without the panel, and full screen where the browser allows it. */
async function present() {
  const isStarting = !("presenting" in root.dataset);
  show(isStarting);
  if (!isStarting && document.fullscreenElement) await document.exitFullscreen();
  if (isStarting) await root.requestFullscreen?.().catch(() => {}); // large type works without it, too
}

function show(isPresenting) {
  root.toggleAttribute("data-presenting", isPresenting);
  document.getElementById("present").lastChild.textContent = isPresenting ? "Leave" : "Present";
  dispatchEvent(new Event("resize"));
}

/** Copy the address and confirm it. Browsers may deny the clipboard API, and offer it only to secure pages. */
async function share(button) {
  const isCopied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  if (!isCopied) {
    const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: location.href }));
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const hasUploadedPicture = new URLSearchParams(location.search).get("image") === pictureKept.UPLOADED;
  say(button, hasUploadedPicture ? "Copied, without the picture" : "Copied", true);
  setTimeout(() => say(button, "Share", false), CONFIRMATION);
}

function say(button, text, copied) {
  button.lastChild.textContent = text;
  button.classList.toggle("copied", copied); // so that phones show the text as well
}

/** Handle the buttons of the bar. `commit()` brings the address up to date before it is copied. */
function listen(commit) {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[id]");
    if (button?.id === "present") {
      present();
      button.blur(); // so that Space plays instead of leaving
    }
    if (button?.id === "share") {
      commit();
      share(button);
    }
    // The list of examples closes after a choice and after a click elsewhere.
    const examples = document.getElementById("start");
    if (examples && !target.closest("#start summary")) examples.open = false;
  });
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || show(false));
}

module.exports = { drawStrip, listen };

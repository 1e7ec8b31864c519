// The frame above every page: the cost strip and the buttons of the bar. Needs a browser.
"use strict";
const pictureKept = require("../picture/kept.js");
const { strip } = require("./strip.js");

const SAID = 2000; // ms that the button says what it did

/** The strip's texts into the page, at once. */
function drawStrip(settings, labels) {
  const rows = strip(settings);
  for (const [row, texts] of Object.entries({ parameters: rows[0], work: rows[1] }))
    for (const [part, text] of Object.entries(texts)) document.getElementById(`strip-${row}-${part}`).textContent = text;
  document.getElementById("strip-work-name").textContent = labels[settings.unit];
}

/** The whole screen for the lab, and back. */
function present() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

/** Copy the address, and say so on the button; browsers lend the clipboard only to secure pages. */
async function share(button) {
  if (navigator.clipboard) await navigator.clipboard.writeText(location.href);
  else {
    const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: location.href }));
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const hasPicture = new URLSearchParams(location.search).get("image") === pictureKept.OWN;
  say(button, hasPicture ? "Copied, without the picture" : "Copied", true);
  setTimeout(() => say(button, "Share", false), SAID);
}

function say(button, text, copied) {
  button.lastChild.textContent = text;
  button.classList.toggle("copied", copied); // seen on phones too
}

/** Hear the buttons of the bar from now on; `commit()` brings the address up to date before it is shared. */
function listen(commit) {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[id]");
    if (button?.id === "present") present();
    if (button?.id === "share") {
      commit();
      share(button);
    }
    // The list of examples closes on a choice and on a click elsewhere.
    const examples = document.getElementById("start");
    if (examples && !target.closest("#start summary")) examples.open = false;
  });
  document.addEventListener("fullscreenchange", () => {
    document.getElementById("present").lastChild.textContent = document.fullscreenElement ? "Leave" : "Present";
  });
}

module.exports = { drawStrip, listen };

// The part of the panel about the uploaded picture: its buttons, a small copy of it, and what became of it. Needs a
// browser.
"use strict";
const { tool } = require("../drawing/controls.js");
const { el, onCanvas } = require("../drawing/dom.js");
const kept = require("./kept.js");
const picture = require("./picture.js");

const THUMB = 56; // pixels a side of the small copy
const PRIVACY = "It stays in this tab, out of the link. The server computes with it and keeps nothing.";

/** Buttons and notes in `place`; `on.file(file)`, `on.camera()` and `on.forget()` are told what is pressed. */
function panel(place, on) {
  const file = el("input", { type: "file", accept: "image/*", hidden: true });
  const thumb = el("canvas");
  const choose = tool("", () => file.click(), { id: "own-choose", icon: "picture", title: PRIVACY });
  const camera = tool("Use the camera", () => on.camera(), { id: "own-camera", icon: "camera" });
  const forget = tool("Remove", () => on.forget(), { id: "own-forget" });
  const note = el("p", { role: "status" });
  const here = el("p", { className: "own-here" });
  camera.lastChild.className = "visually-hidden";
  camera.hidden = !navigator.mediaDevices?.getUserMedia; // there is none on plain HTTP
  place.replaceChildren(thumb, choose, camera, forget, file, note, here);
  file.addEventListener("change", () => {
    if (file.files.length) on.file(file.files[0]);
    file.value = ""; // so that the same file can be chosen again when it has been changed
  });

  /** Show the picture that is kept, if there is one, and what the server said about it. */
  function draw(said) {
    const has = kept.has();
    thumb.hidden = forget.hidden = !has;
    choose.firstChild.hidden = has;
    choose.lastChild.textContent = has ? "Another" : "Your own picture";
    here.textContent = `${said} ${PRIVACY}`;
    if (has) paint(thumb, kept.at(THUMB));
  }

  /** Say something to everybody, or only to those who hear it because the others see the picture. */
  function tell(text, seen = true) {
    note.textContent = text;
    note.classList.toggle("visually-hidden", !seen);
  }

  return { choose: () => file.click(), draw, focus: () => choose.focus(), tell };
}

/** Paint a picture of three bytes a pixel. */
function paint(canvas, bytes) {
  const side = picture.side(bytes);
  onCanvas(canvas, side, side, (pixels) => {
    for (let at = 0; at < pixels.length; at++)
      pixels[at] = (255 << 24) | (bytes[3 * at + 2] << 16) | (bytes[3 * at + 1] << 8) | bytes[3 * at];
  });
}

module.exports = { PRIVACY, panel };

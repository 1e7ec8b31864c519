// The part of the panel about the uploaded picture: its buttons, a thumbnail, and a status note. Needs a browser.
"use strict";
const { tool } = require("../drawing/controls.js");
const { el, onCanvas } = require("../drawing/dom.js");
const kept = require("./kept.js");
const picture = require("./picture.js");

const THUMB = 56; // pixels per side of the thumbnail
const PRIVACY = "It stays in this tab, out of the link. The server computes with it and keeps nothing.";

/** Buttons and notes in `container`; the buttons call `on.file(file)`, `on.camera()` and `on.forget()`. */
function panel(container, on) {
  const file = el("input", { type: "file", accept: "image/*", hidden: true });
  const thumb = el("canvas");
  const choose = tool("", () => file.click(), { id: "own-choose", icon: "picture", title: PRIVACY });
  const camera = tool("Use the camera", () => on.camera(), { id: "own-camera", icon: "camera" });
  const forget = tool("Remove", () => on.forget(), { id: "own-forget" });
  const note = el("p", { role: "status" });
  const message = el("p", { className: "own-here" });
  camera.lastChild.className = "visually-hidden";
  camera.hidden = !navigator.mediaDevices?.getUserMedia; // the API is missing on plain HTTP
  container.replaceChildren(thumb, choose, camera, forget, file, note, message);
  file.addEventListener("change", () => {
    if (file.files.length) on.file(file.files[0]);
    file.value = ""; // so that the same file can be chosen again after it was changed
  });

  /** Show the uploaded picture, if there is one, and the server's sentence about it. */
  function draw(sentence) {
    const has = kept.has();
    thumb.hidden = forget.hidden = !has;
    choose.firstChild.hidden = has;
    choose.lastChild.textContent = has ? "Another" : "Your own picture";
    message.textContent = `${sentence} ${PRIVACY}`;
    if (has) paint(thumb, kept.scaledTo(THUMB));
  }

  /** Write the status note; it is for screen readers only if the picture itself shows the change. */
  function tell(text, isVisible = true) {
    note.textContent = text;
    note.classList.toggle("visually-hidden", !isVisible);
  }

  return { choose: () => file.click(), draw, focus: () => choose.focus(), tell };
}

/** Paint a square picture with three bytes per pixel. */
function paint(canvas, bytes) {
  const side = picture.side(bytes);
  onCanvas(canvas, side, side, (pixels) => {
    for (let n = 0; n < pixels.length; n++)
      pixels[n] = (255 << 24) | (bytes[3 * n + 2] << 16) | (bytes[3 * n + 1] << 8) | bytes[3 * n];
  });
}

module.exports = { PRIVACY, panel };

// A dialog that takes a picture with the camera. Needs a browser.
"use strict";
const controls = require("../drawing/controls.js");
const { el } = require("../drawing/dom.js");

const REASONS = {
  NotAllowedError: "The camera is not allowed for this page; allow it in the browser, or choose a file.",
  NotFoundError: "There is no camera; choose a file.",
};
const OTHER_REASON = "The camera cannot be used, perhaps another program has it; choose a file.";

/** The dialog, with functions that open and close it; `take(file)` is called with each picture. */
function camera(take) {
  const video = el("video", { autoplay: true, muted: true, playsInline: true, ariaLabel: "What the camera sees" });
  const shutter = controls.tool("Take the picture", () => takePicture(), { className: "camera-shoot" });
  const note = el("p", { role: "status" });
  const dialog = controls.dialog(el("dialog", { className: "camera" }), "Camera");
  dialog.body.append(video, shutter, note);
  document.body.append(dialog.element);
  let session = null; // a new object each time the dialog opens; null while it is closed

  async function open() {
    const mySession = (session = {});
    note.textContent = "Asking for the camera …";
    video.hidden = shutter.hidden = true;
    dialog.open();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (session !== mySession) return stop(stream); // the dialog was closed meanwhile
      video.srcObject = stream;
      await video.play();
      note.textContent = "";
      video.hidden = shutter.hidden = false;
      shutter.focus();
    } catch (error) {
      if (session === mySession) note.textContent = REASONS[error.name] ?? OTHER_REASON;
    }
  }

  async function takePicture() {
    const file = photograph(video); // starts before the dialog closes and turns the camera off
    dialog.close();
    take(await file);
  }

  dialog.element.addEventListener("close", () => {
    session = null;
    stop(video.srcObject);
    video.srcObject = null;
  });
  return { open, close: dialog.close };
}

/** Turn the camera off. */
const stop = (stream) => stream?.getTracks().forEach((track) => track.stop());

/** The current frame of a video, as a file. */
async function photograph(video) {
  const canvas = el("canvas", { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d").drawImage(video, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  return new File([blob], "Your photo", { type: blob.type });
}

module.exports = { camera };

// A picture from the camera, in a dialog. Needs a browser.
"use strict";
const dom = require("../drawing/dom.js");

const { el } = dom;

const WHY = {
  NotAllowedError: "The camera is not allowed for this page; allow it in the browser, or choose a file.",
  NotFoundError: "There is no camera; choose a file.",
};
const ELSE = "The camera cannot be used, perhaps another program has it; choose a file.";

/** Functions that open and close the dialog; `take(file)` when somebody takes the picture. */
function pictureCamera(take) {
  const video = el("video", { autoplay: true, muted: true, playsInline: true, ariaLabel: "What the camera sees" });
  const shoot = el("button", { type: "button", className: "tool camera-shoot", textContent: "Take the picture" });
  const close = el("button", { type: "button", className: "tool", textContent: "Close" });
  const note = el("p", { role: "status" });
  const head = el("div", { className: "dialog-head" }, el("h2", {}, "Camera"), close);
  const dialog = el("dialog", { className: "dialog camera", ariaLabel: "Camera" }, head, video, shoot, note);
  document.body.append(dialog);
  let wanted = null; // the opening of the dialog that a camera is for
  const off = (stream) => stream?.getTracks().forEach((track) => track.stop());

  async function open() {
    const mine = (wanted = {});
    note.textContent = "Asking for the camera …";
    video.hidden = shoot.hidden = true;
    dialog.showModal();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (wanted !== mine) return off(stream); // closed meanwhile
      video.srcObject = stream;
      await video.play();
      note.textContent = "";
      video.hidden = shoot.hidden = false;
      shoot.focus();
    } catch (error) {
      if (wanted === mine) note.textContent = WHY[error.name] ?? ELSE;
    }
  }

  /** However it was closed. */
  function leave() {
    wanted = null;
    off(video.srcObject);
    video.srcObject = null;
  }

  shoot.addEventListener("click", () => {
    const canvas = el("canvas", { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext("2d").drawImage(video, 0, 0);
    dialog.close();
    canvas.toBlob((blob) => take(new File([blob], "Your photo", { type: blob.type })), "image/jpeg", 0.95);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => dom.beside(dialog, event) && dialog.close());
  dialog.addEventListener("close", leave);
  return { open, close: () => dialog.close() };
}

module.exports = pictureCamera;

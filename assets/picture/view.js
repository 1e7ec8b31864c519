// How somebody brings a picture: as a file, dropped, pasted or from the camera. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const dom = require("../drawing/dom.js");
const picture = require("./picture.js");
const pictureCamera = require("./camera.js");
const pictureKept = require("./kept.js");

const { el } = dom;

const MOST = 512; // pixels a side that travel; the server makes fewer of them
const THUMB = 56; // pixels a side
const READABLE = ["image/png", "image/jpeg", "image/webp"]; // for the server, where the browser cannot read it
const HERE = "It stays in this tab, out of the link. The server computes with it and keeps nothing.";
const TOO_MUCH = "it is broken, or too large for this browser; choose another picture.";
const TYPED = "textarea, [contenteditable], input:not([readonly], [type=range])";

/** Buttons in `place`, and the whole page for what is dropped or pasted; files up to `largest` bytes are sent as
 *  they are. `on.taken()`, `on.failed(sentence)` and `on.forgotten()` tell what became of it. */
function pictureView(place, largest, on) {
  const button = (id, icon, text) => {
    const shape = el("span", { className: `icon icon-${icon}` });
    return el("button", { type: "button", id, className: "tool" }, ...(icon ? [shape] : []), el("span", {}, text));
  };
  const file = el("input", { type: "file", accept: "image/*", hidden: true });
  const thumb = el("canvas");
  const choose = button("own-choose", "picture");
  const camera = button("own-camera", "camera", "Use the camera");
  const forget = button("own-forget", "", "Remove");
  const note = el("p", { role: "status" });
  const here = el("p", { className: "own-here" });
  choose.title = HERE;
  camera.lastChild.className = "unseen";
  camera.hidden = !navigator.mediaDevices?.getUserMedia; // there is none on plain HTTP
  let said = ""; // by the server about the picture
  place.replaceChildren(thumb, choose, camera, forget, file, note, here);
  draw();

  function draw() {
    const has = pictureKept.has();
    thumb.hidden = forget.hidden = !has;
    choose.firstChild.hidden = has;
    choose.lastChild.textContent = has ? "Another" : "Your own picture";
    here.textContent = `${said} ${HERE}`;
    if (has) paint(thumb, pictureKept.at(THUMB));
  }

  /** For everybody, or only for those who hear it: the others see the picture. */
  function tell(text, seen = true) {
    note.textContent = text;
    note.classList.toggle("unseen", !seen);
  }

  // ---- From a file to the picture ----------------------------------------------------------------------------
  let newest = null; // the file that came last
  let wanted = true; // unless another picture is chosen while it is read
  let image = null; // of the settings
  async function take(chosen) {
    newest = chosen;
    wanted = true;
    photo.close();
    tell(`Reading ${chosen.name} …`);
    try {
      const body = await scaled(chosen, largest);
      const answer = await answers.send("/answers/picture", body);
      if (chosen !== newest) return;
      said = answer.message;
      pictureKept.keep(answer.picture);
      draw();
      if (wanted) on.taken();
      tell(wanted ? "Your picture is shown." : "Your picture is in the list.", false);
    } catch (error) {
      if (chosen !== newest) return;
      on.failed(`${chosen.name}: ${error.message}`);
      tell("");
    }
  }

  // ---- Ways in -----------------------------------------------------------------------------------------------
  choose.addEventListener("click", () => file.click());
  const photo = pictureCamera(take);
  camera.addEventListener("click", photo.open);
  file.addEventListener("change", () => {
    if (file.files.length) take(file.files[0]);
    file.value = ""; // the same file again, when it has been changed
  });
  forget.addEventListener("click", () => {
    newest = null;
    said = "";
    tell("Your picture is removed.", false);
    pictureKept.keep(null);
    draw();
    choose.focus();
    on.forgotten();
  });

  listen(take);

  return {
    choose: () => file.click(),
    show: (live) => {
      wanted &&= live.image === image;
      image = live.image;
      place.classList.toggle("current", image === pictureKept.OWN);
    },
  };
}

/** On the whole page, whatever is dropped or pasted: pictures are `take`n. */
function listen(take) {
  const said = el("p", {}, el("b", {}, "Drop your picture"), el("br"), HERE);
  const veil = el("div", { className: "veil", popover: "manual" }, said); // above dialogs, too
  document.body.append(veil);

  document.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    const pasted = [...files].find(isPicture);
    // Office programs bring a text and a picture of it: where somebody writes, the text is wanted.
    if (!pasted || (types.includes("text/plain") && event.target.closest?.(TYPED))) return;
    event.preventDefault();
    take(pasted);
  });

  // Pictures are taken before anything else on the page can; other files by what wants them, else refused here.
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    veil.togglePopover([...event.dataTransfer.items].some(isPicture));
  };
  const drop = (which) => (event) => {
    veil.hidePopover();
    const dropped = [...(event.dataTransfer?.files ?? [])].find(which);
    if (!dropped || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    take(dropped);
  };
  addEventListener("dragover", over);
  addEventListener("drop", drop(isPicture), true);
  addEventListener(
    "drop",
    drop(() => true)
  );
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || veil.hidePopover());
}

const isPicture = ({ type }) => type.startsWith("image/");

/** The square in the middle, small enough to travel; metadata such as the place stays behind. */
async function scaled(file, largest) {
  const image = await createImageBitmap(file).catch(() => null);
  const readable = READABLE.includes(file.type);
  if (!image && readable && file.size <= largest) return file;
  if (!image && readable) throw new Error(TOO_MUCH);
  if (!image) throw new Error("this browser cannot read it as a picture; choose a PNG, JPEG or WebP.");
  const { left, top, side, to } = picture.square(image.width, image.height, MOST);
  const canvas = el("canvas", { width: to, height: to });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, side, side, 0, 0, to, to);
  image.close();
  const type = file.type === "image/jpeg" ? file.type : "image/png";
  const made = await new Promise((done) => canvas.toBlob(done, type, 0.92));
  if (!made) throw new Error(TOO_MUCH);
  return made;
}

function paint(canvas, bytes) {
  const side = picture.side(bytes);
  dom.onCanvas(canvas, side, side, (pixels) => {
    for (let at = 0; at < pixels.length; at++)
      pixels[at] = (255 << 24) | (bytes[3 * at + 2] << 16) | (bytes[3 * at + 1] << 8) | bytes[3 * at];
  });
}

module.exports = pictureView;

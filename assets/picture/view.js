// Uploads a picture: chosen as a file, dropped, pasted or from the camera. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { camera } = require("./camera.js");
const { listen } = require("./drop.js");
const kept = require("./kept.js");
const { PRIVACY, panel } = require("./panel.js");
const { scaled } = require("./scale.js");

/**
 * Accept pictures by buttons in `container`, and by dropping and pasting anywhere on the page; see scale.js for
 * `largest`. Afterwards `on.taken()`, `on.failed(sentence)` or `on.forgotten()` is called.
 */
function acceptPictures(container, largest, on) {
  let newest = null; // the newest file
  let wanted = true; // false if the reader chose another picture while the file was being read
  let image = null; // the current value of the setting
  const photo = camera(take);
  const buttons = panel(container, { camera: photo.open, file: take, forget });
  buttons.draw("");
  listen(take, PRIVACY);

  /** Send a file to the server, and keep the picture that it returns. */
  async function take(file) {
    newest = file;
    wanted = true;
    photo.close();
    buttons.tell(`Reading ${file.name} …`);
    try {
      const answer = await answers.send("/answers/picture", await scaled(file, largest));
      if (file === newest) keep(answer);
    } catch (error) {
      if (file !== newest) return;
      on.failed(`${file.name}: ${error.message}`);
      buttons.tell("");
    }
  }

  function keep({ message, picture }) {
    kept.keep(picture);
    buttons.draw(message);
    if (wanted) on.taken();
    buttons.tell(wanted ? "Your picture is shown." : "Your picture is in the list.", false);
  }

  function forget() {
    newest = null;
    kept.keep(null);
    buttons.tell("Your picture is removed.", false);
    buttons.draw("");
    buttons.focus();
    on.forgotten();
  }

  /** Follow new settings. */
  function show(settings) {
    wanted &&= settings.image === image;
    image = settings.image;
    container.classList.toggle("current", image === kept.UPLOADED);
  }

  return { choose: buttons.choose, show };
}

module.exports = { acceptPictures };

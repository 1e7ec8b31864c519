// How somebody brings a picture: as a file, dropped, pasted or from the camera. Needs a browser.
"use strict";
const answers = require("../server/answers.js");
const { camera } = require("./camera.js");
const { listen } = require("./drop.js");
const kept = require("./kept.js");
const { PRIVACY, panel } = require("./panel.js");
const { scaled } = require("./scale.js");

/**
 * Buttons in `place`, and the whole page for what is dropped or pasted; files of at most `largest` bytes are sent as
 * they are. `on.taken()`, `on.failed(sentence)` and `on.forgotten()` are told what became of a picture.
 */
function bring(place, largest, on) {
  let newest = null; // the file that came last
  let wanted = true; // unless another picture is chosen while it is read
  let image = null; // of the settings
  const photo = camera(take);
  const buttons = panel(place, { camera: photo.open, file: take, forget });
  buttons.draw("");
  listen(take, PRIVACY);

  /** Have the server read a file, and keep the picture that it sends. */
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
    place.classList.toggle("current", image === kept.OWN);
  }

  return { choose: buttons.choose, show };
}

module.exports = { bring };

"use strict";
const savings = require("./savings.js");

module.exports = {
  enter(element, lab) {
    return { element, show: (settings) => savings.draw(document, settings, lab.units) };
  },
};

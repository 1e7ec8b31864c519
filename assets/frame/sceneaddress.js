// The part of an address that says what a page shows of the settings: reads and writes it. No DOM: node can load it.
"use strict";

/**
 * Values of `fields` from a query string, by name; those that are missing or cannot be used have their defaults. A field
 * is { default, parse, allowed }: `parse(text)` returns a value, or undefined if it cannot use the text; `allowed` says
 * what it can use. Also `isGiven`, whether the query string has any field, and a `message` about what cannot be used.
 */
function read(search, fields) {
  const query = new URLSearchParams(search);
  const values = {};
  const messages = [];
  for (const [name, field] of Object.entries(fields)) {
    const text = query.get(name);
    const value = text === null ? field.default : field.parse(text);
    values[name] = value ?? field.default;
    if (value === undefined) messages.push(`${name}=${text.slice(0, 40)}: choose ${field.allowed}.`);
  }
  return { values, isGiven: Object.keys(fields).some((name) => query.has(name)), message: messages.join(" ") };
}

/** The query string of values that differ from their defaults. */
function write(values, fields) {
  const different = Object.entries(values).filter(([name, value]) => value !== fields[name].default);
  return new URLSearchParams(different).toString();
}

/** A field for one of `options`; the first one is the default. */
function choice(...options) {
  const parse = (text) => options.find((option) => option === text.toLowerCase());
  return { default: options[0], parse, allowed: options.join(" or ") };
}

/** A field for a whole number from 1. */
function ordinal(most) {
  const parse = (text) => (/^[0-9]{1,9}$/.test(text) && +text >= 1 && +text <= most ? +text : undefined);
  return { default: 1, parse, allowed: `a whole number from 1 to ${most}` };
}

module.exports = { choice, ordinal, read, write };

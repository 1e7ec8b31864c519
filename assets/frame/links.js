// Links within the lab: to other pages with the current settings, and to other settings. Needs a browser.
"use strict";

const links = () => document.querySelectorAll("nav [data-page]");

/** Write the query string into the links to the pages, and mark the link to the open page. */
function carry(query) {
  for (const link of links()) {
    const isOpen = link.pathname === location.pathname;
    link.search = query;
    link.classList.toggle("active", isOpen);
    link.ariaCurrent = isOpen ? "page" : null;
  }
}

/** Mark the example that has this query string. */
function markExample(query) {
  for (const link of document.querySelectorAll(".examples a"))
    link.ariaCurrent = link.search === `?${query}` ? "true" : null;
}

let dashPath = location.pathname; // the path of the page that Dash was last told to show

/** Go to an address of the lab without a page load, and tell Dash as its own links do. */
function go(href) {
  history.pushState(null, "", href);
  dashPath = location.pathname;
  dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  scrollTo(0, 0);
}

/**
 * Call `arrive` after Back and Forward. Dash would rebuild the page even if only the settings differ, and lose the
 * focus and everything that scripts have drawn, so it receives the event only for other pages. Call this before
 * Dash's renderer starts.
 */
function listenToHistory(arrive) {
  addEventListener("popstate", (event) => {
    if (location.pathname === dashPath) event.stopImmediatePropagation();
    dashPath = location.pathname;
    arrive();
  });
}

/** Handle clicks: `toPage(link)` for a link to a page, `toSettings(link)` for one to other settings. */
function listen({ toPage, toSettings }) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest('nav [data-page], a[href^="?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    (link.dataset.page ? toPage : toSettings)(link);
  });
}

module.exports = { carry, go, listen, listenToHistory, markExample };

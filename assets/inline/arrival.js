// Reloads the page if one of its files fails to load, perhaps because the server restarts. It is an inline script at
// the top of the page, because the scripts that retry requests may be the missing files. history.state counts the
// attempts, because storage may be forbidden; the lab's first history entry resets the count.
addEventListener(
  "error",
  (event) => {
    if (document.readyState !== "loading" || !event.target.matches?.("script, link[rel=stylesheet]")) return;
    event.stopImmediatePropagation();
    if (window.arrival) return;
    const tries = history.state?.tries ?? 0;
    const wait = () => setTimeout(ask, 500 + 1500 * Math.random() * 2 ** Math.min(tries, 4));
    const ask = () => fetch(location.href, { cache: "no-store" }).then(({ ok }) => (ok ? load() : wait()), wait);
    const load = () => {
      history.replaceState({ ...history.state, tries: tries + 1 }, "");
      location.reload();
    };
    window.arrival = wait();
    addEventListener("DOMContentLoaded", () => {
      const { documentElement: root, body } = document;
      root.style.colorScheme = "light dark";
      body.style.cssText = "max-width: 32rem; margin: 20vh auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui";
      body.innerHTML = "<p role=status>Reconnecting… The lab opens by itself.";
    });
  },
  true
);

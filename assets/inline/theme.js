// The colour scheme: what the reader chose with the button in the bar, else what the system has. It stands in the page
// itself, so that the first paint has the right colours.
{
  const KEY = "separable-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null; // where the browser forbids storage, it lasts until the next visit
  try {
    chosen = localStorage.getItem(KEY);
  } catch {}
  const show = () => (document.documentElement.dataset.theme = chosen ?? (dark.matches ? "dark" : "light"));
  show();
  dark.addEventListener("change", show);
  addEventListener("click", ({ target }) => {
    if (!target.closest?.("#theme")) return;
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    show();
    try {
      localStorage.setItem(KEY, chosen);
    } catch {}
  });
}

// The colour scheme: the reader's choice with the button in the bar, else that of the system. It is an inline script,
// so that the first paint has the right colours.
{
  const KEY = "separable-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null; // if the browser forbids storage, the choice is lost at the next page load
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

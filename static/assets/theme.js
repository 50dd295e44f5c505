// The reader's choice of colours, applied before the page is drawn. It is loaded without delay for that.
"use strict";

try {
  const theme = localStorage.getItem("fonds-theme");
  if (theme) document.documentElement.dataset.theme = theme;
  // Until the style sheet is there, this is what the browser paints the empty page by.
  if (theme === "light" || theme === "dark") document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme);
} catch {
  // A browser that keeps nothing shows the colours of the system.
}

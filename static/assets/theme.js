// The reader's choice of colours, applied before the page is drawn. It is loaded without delay for that.
"use strict";

try {
  const theme = localStorage.getItem("fonds-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows the colours of the system.
}

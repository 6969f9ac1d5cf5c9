// Screening with the keys 1, 2, 3, and N for the note. A key held down answers once.
(function () {
  "use strict";

  var form = document.querySelector("form[data-screening]");
  if (!form) return;
  var sent = false;

  form.addEventListener("submit", function () { sent = true; });

  document.addEventListener("keydown", function (event) {
    if (sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=radio]), textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key.toLowerCase() === "n") {
      event.preventDefault();
      form.querySelector("[name=note]").focus();
      return;
    }
    var button = form.querySelector('button[data-key="' + CSS.escape(event.key) + '"]');
    if (button) {
      event.preventDefault();
      button.click();
    }
  });

  window.addEventListener("pageshow", function () { sent = false; });
})();

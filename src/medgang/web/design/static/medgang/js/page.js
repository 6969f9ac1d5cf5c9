// Menus that close when one leaves them, colours that change at once, dialogs.
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.mg-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.mg-menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // Choosing colours changes the page under one's hand; the choice is stored behind it. Nothing typed is lost.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form[data-colour-scheme]") || !event.submitter) return;
    event.preventDefault();
    var chosen = event.submitter.value;
    document.documentElement.dataset.colorScheme = chosen;
    form.querySelectorAll("button[name=scheme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    });
    var body = new FormData(form);
    body.set("scheme", chosen);
    fetch(form.action, { method: "POST", body: body, credentials: "same-origin", redirect: "manual" }).catch(function () {});
  });

  // A page whose form was wrong begins at the list of what to mend.
  document.addEventListener("DOMContentLoaded", function () {
    var summary = document.querySelector(".mg-error-summary");
    if (summary) summary.focus();
  });
})();

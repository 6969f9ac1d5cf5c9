// A day is typed; the device's calendar is one press away and writes the day as it is written here.
(function () {
  "use strict";

  function attach(pick) {
    if (pick.dataset.ready) return;
    pick.dataset.ready = "yes";
    var text = pick.parentElement.querySelector("input:not([type=date])");
    var native = pick.querySelector("input");
    if (typeof native.showPicker !== "function") return;
    pick.hidden = false;
    pick.querySelector("button").addEventListener("click", function () {
      var typed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.value.trim());
      native.value = typed ? typed[3] + "-" + typed[2].padStart(2, "0") + "-" + typed[1].padStart(2, "0") : "";
      try { native.showPicker(); } catch (refused) { text.focus(); }
    });
    native.addEventListener("change", function () {
      if (!native.value) return;
      var parts = native.value.split("-");
      text.value = Number(parts[2]) + "." + Number(parts[1]) + "." + parts[0];
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.dispatchEvent(new Event("change", { bubbles: true }));
      text.focus();
    });
  }

  function begin(root) { root.querySelectorAll("[data-date-pick]").forEach(attach); }

  document.addEventListener("DOMContentLoaded", function () { begin(document); });
  document.addEventListener("htmx:load", function (event) { begin(event.detail.elt.parentNode || document); });
})();

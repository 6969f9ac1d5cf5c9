// One press stores once, and nothing typed is left behind by accident.
(function () {
  "use strict";

  var dirty = new WeakSet();
  var leaving = false;

  function guarded() {
    return Array.prototype.filter.call(document.querySelectorAll("form[data-guard]"), function (form) {
      return dirty.has(form);
    });
  }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.matches("[data-guard]")) dirty.add(form);
  });

  document.addEventListener("medgang:draft-saved", function (event) {
    dirty.delete(event.target.closest("form"));
  });

  window.addEventListener("beforeunload", function (event) {
    if (!leaving && guarded().length) event.preventDefault();
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    // htmx sends by itself and marks its own request; only a whole-page form is held here.
    if (form.hasAttribute("hx-post")) return;
    form.dataset.sent = "yes";
    // A sending that was stopped, or one that gave a file to keep, must not lock the form for ever.
    window.setTimeout(function () { release(form); }, 20000);
    dirty.delete(form);
    leaving = guarded().length === 0;
    var button = event.submitter;
    if (button) {
      // Not `disabled`: the pressed button's own value must be sent with the form.
      button.setAttribute("aria-busy", "true");
    }
    var said = document.getElementById("mg-said");
    if (said) window.medgang.say(said.dataset.working);
  });

  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
  }

  function renew(form) {
    form.querySelectorAll("input[data-idempotency-key]").forEach(function (field) {
      if (window.crypto && crypto.randomUUID) field.value = crypto.randomUUID();
    });
  }

  // Shown again from the browser's memory: the old press is over, and the next one is a new one.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    leaving = false;
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      release(form);
      renew(form);
    });
  });
})();

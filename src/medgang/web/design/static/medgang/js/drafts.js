// While a long form is written, what is typed is sent to the server, for the writer alone.
(function () {
  "use strict";

  var PAUSE = 1200;
  var RETRY = 10000;

  function fields(form, key) {
    var body = new FormData(form);
    body.delete("csrfmiddlewaretoken");
    form.querySelectorAll("[data-undrafted]").forEach(function (field) { body.delete(field.name); });
    body.set("draft-key", key);
    return body;
  }

  function watch(line) {
    var form = line.closest("form");
    var key = line.dataset.draft;
    if (!form || !key || form.dataset.drafted) return;
    form.dataset.drafted = "yes";
    var said = document.createElement("span");
    said.className = "mg-draft__said";
    said.setAttribute("role", "status");
    // Beside the button that sends, where one looks when wondering whether it is kept.
    (form.querySelector(".mg-actions") || form).append(said);
    var discard = line.querySelector("[data-draft-discard]");
    var timer = 0;
    var version = 0;

    function save() {
      var sending = version;
      if (form.dataset.sent) return;
      said.textContent = line.dataset.saving;
      window.medgang.post(line.dataset.saveUrl, fields(form, key)).then(function (answer) {
        if (answer.headers.get("HX-Redirect") || answer.status === 401 || answer.status === 403) {
          said.textContent = document.getElementById("mg-said").dataset.signedOut;
          return;
        }
        return answer.text().then(function (text) {
          if (answer.ok || answer.status === 422) said.textContent = text;
          else throw new Error("draft");
          if (answer.ok && sending === version) {
            line.dispatchEvent(new CustomEvent("medgang:draft-saved", { bubbles: true }));
          }
        });
      }).catch(function () {
        said.textContent = line.dataset.failed;
        window.clearTimeout(timer);
        timer = window.setTimeout(save, RETRY);
      });
    }

    form.addEventListener("input", function (event) {
      if (event.target.hasAttribute("data-undrafted")) return;
      version += 1;
      window.clearTimeout(timer);
      timer = window.setTimeout(save, PAUSE);
    });

    form.addEventListener("submit", function () { window.clearTimeout(timer); });

    if (discard) discard.addEventListener("click", function () {
      window.clearTimeout(timer);
      var body = new FormData();
      body.set("draft-key", key);
      window.medgang.post(line.dataset.deleteUrl, body).then(function (answer) {
        if (!answer.ok) throw new Error("draft");
        line.dispatchEvent(new CustomEvent("medgang:draft-saved", { bubbles: true }));
        window.location.reload();
      }).catch(function () { said.textContent = line.dataset.failed; });
    });
  }

  function begin(root) {
    root.querySelectorAll("[data-draft]").forEach(watch);
  }

  document.addEventListener("DOMContentLoaded", function () { begin(document); });
  document.addEventListener("htmx:load", function (event) { begin(event.detail.elt.parentNode || document); });
})();

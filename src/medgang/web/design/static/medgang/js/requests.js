// Everything a page sends by itself carries the token that proves it is our page.
(function () {
  "use strict";

  function token() {
    var meta = document.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  }

  // HX-Request lets the server answer "signed out" with a header instead of a whole sign-in page.
  function post(url, body) {
    return fetch(url, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      redirect: "error",
      headers: { "X-CSRFToken": token(), "HX-Request": "true" },
    });
  }

  function say(text) {
    var line = document.getElementById("mg-said");
    if (line) line.textContent = text;
  }

  document.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRFToken"] = token();
  });

  // What went wrong with a small update is said where a screen reader hears it, and shown as a message.
  function tell(kind) {
    var line = document.getElementById("mg-said");
    if (!line) return;
    var text = line.dataset[kind];
    say(text);
    window.medgang.message(text, "warning");
  }

  document.addEventListener("htmx:sendError", function () { tell("failed"); });
  document.addEventListener("htmx:timeout", function () { tell("failed"); });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr && event.detail.xhr.status !== 422) tell("failed");
  });
  // A form sent by htmx whose answer is "not right yet" is shown all the same: the errors stand in it.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  function message(text, color) {
    var place = document.getElementById("mg-messages");
    if (!place) return;
    var box = document.createElement("div");
    box.className = "ds-alert mg-message";
    box.dataset.color = color || "info";
    box.textContent = text;
    place.replaceChildren(box);
  }

  window.medgang = { token: token, post: post, say: say, message: message };
})();

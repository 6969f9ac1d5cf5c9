// A text field that finds one of many: type, arrow down, enter. Follows the ARIA combobox pattern.
(function () {
  "use strict";

  var PAUSE = 150;

  function attach(box) {
    if (box.dataset.ready || !box.dataset.url) return;
    box.dataset.ready = "yes";
    var input = box.querySelector("input:not([type=hidden])");
    var chosen = box.querySelector("input[type=hidden]");
    var list = box.querySelector("[role=listbox]");
    var said = box.querySelector("[data-said]");
    var timer = 0;
    var asked = 0;
    var at = -1;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      var options = list.children;
      if (!options.length) return;
      at = (next + options.length) % options.length;
      Array.prototype.forEach.call(options, function (option, index) {
        option.setAttribute("aria-selected", String(index === at));
      });
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }

    function choose(option) {
      chosen.value = option.dataset.value;
      input.value = option.dataset.label;
      close();
      chosen.dispatchEvent(new Event("input", { bubbles: true }));
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function show(results) {
      list.replaceChildren();
      results.forEach(function (result, index) {
        var option = document.createElement("li");
        option.id = list.id + "-" + index;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = result.value;
        option.dataset.label = result.label;
        var label = document.createElement("span");
        label.textContent = result.label;
        option.append(label);
        if (result.hint) {
          var hint = document.createElement("span");
          hint.className = "mg-quiet";
          hint.textContent = result.hint;
          option.append(hint);
        }
        option.addEventListener("mousedown", function (event) { event.preventDefault(); });
        option.addEventListener("click", function () { choose(option); });
        list.append(option);
      });
      at = -1;
      list.hidden = results.length === 0;
      input.setAttribute("aria-expanded", String(results.length > 0));
      said.textContent = results.length ? box.dataset.many.replace("{n}", results.length) : box.dataset.none;
    }

    function search() {
      var text = input.value.trim();
      if (!text) { close(); return; }
      var mine = ++asked;
      var body = new FormData();
      body.set("text", text);
      window.medgang.post(box.dataset.url, body).then(function (answer) {
        if (!answer.ok) throw new Error("search");
        return answer.json();
      }).then(function (data) {
        // An older answer that arrives late is not shown.
        if (mine === asked && document.activeElement === input) show(data.results);
      }).catch(function () { said.textContent = box.dataset.failed; });
    }

    input.addEventListener("input", function () {
      chosen.value = "";
      window.clearTimeout(timer);
      timer = window.setTimeout(search, PAUSE);
    });

    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) { search(); return; }
        event.preventDefault();
        mark(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        choose(list.children[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });

    input.addEventListener("blur", close);
  }

  function begin(root) {
    root.querySelectorAll("[data-search-choice]").forEach(attach);
  }

  document.addEventListener("DOMContentLoaded", function () { begin(document); });
  document.addEventListener("htmx:load", function (event) { begin(event.detail.elt.parentNode || document); });
})();

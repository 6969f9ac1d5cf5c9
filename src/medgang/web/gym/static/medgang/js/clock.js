// The session's clock. Everything it needs stands in the page; it counts from the presses and their instants, as the
// server does (core/programmes/running.py), so that a reload, a locked screen or a lost network changes nothing.
(function () {
  "use strict";
  var place = document.getElementById("klokke-data");
  if (!place) return;
  var data = JSON.parse(place.dataset.clock);
  var ahead = new Date(data.now).getTime() - Date.now();
  var shelf = "medgang-clock-" + data.session;
  var presses = data.presses.slice();
  var unsent = [];
  var sound = null;
  var wake = null;
  var spoken = -1;

  function now() { return Date.now() + ahead; }
  function at(id) { return document.getElementById(id); }

  // Presses that never reached the server wait on the device: instants and ids, nothing about anybody.
  try {
    unsent = JSON.parse(localStorage.getItem(shelf) || "[]");
  } catch (broken) {
    unsent = [];
  }
  unsent = unsent.filter(function (one) { return !presses.some(function (known) { return known.uid === one.uid; }); });
  presses = presses.concat(unsent);

  function keep() {
    try {
      if (unsent.length) localStorage.setItem(shelf, JSON.stringify(unsent));
      else localStorage.removeItem(shelf);
    } catch (full) { /* a device without storage still counts while the page is open */ }
    at("klokke-lager").textContent = unsent.length ? data.words.unsent.replace("{n}", unsent.length) : "";
  }

  function total(blocks) { return blocks.reduce(function (sum, block) { return sum + block.seconds; }, 0); }

  function second(clock, when) {
    var since = clock.anchor === null ? 0 : Math.max(0, (when - clock.anchor) / 1000);
    return Math.min(clock.used + since, total(clock.blocks));
  }

  function current(blocks, used) {
    var start = 0;
    for (var index = 0; index < blocks.length; index += 1) {
      if (used < start + blocks[index].seconds) return { index: index, start: start, end: start + blocks[index].seconds };
      start += blocks[index].seconds;
    }
    return null;
  }

  function copy(block, seconds) { return Object.assign({}, block, { seconds: seconds }); }
  function cut(block, found, used) { return copy(block, Math.max(1, Math.round(used - found.start))); }

  function after(clock, press, when) {
    if (clock.ended !== null) return;
    if (clock.started === null) {
      if (press === "start") clock.started = clock.anchor = when;
      return;
    }
    var used = second(clock, when);
    var found = current(clock.blocks, used);
    if (press === "pause") {
      clock.used = used;
      clock.anchor = null;
    } else if (press === "resume") {
      if (clock.anchor === null) clock.anchor = when;
    } else if (press === "skip" && found) {
      clock.blocks[found.index] = cut(clock.blocks[found.index], found, used);
      clock.used = found.start + clock.blocks[found.index].seconds;
      if (clock.anchor !== null) clock.anchor = when;
    } else if (press === "extra" && found) {
      var last = lastBout(clock.blocks);
      if (last < 0 || found.index > last) return;
      var rests = clock.blocks.filter(function (block) { return block.kind === "rest"; }).slice(-1);
      clock.blocks = clock.blocks.slice(0, last + 1).concat(rests, clock.blocks.slice(last));
    } else if (press === "end") {
      if (found) {
        var held = used - found.start >= 1 || found.index === 0;
        clock.blocks = clock.blocks.slice(0, found.index).concat(held ? [cut(clock.blocks[found.index], found, used)] : []);
      }
      clock.used = used;
      clock.anchor = null;
      clock.ended = when;
    }
  }

  function lastBout(blocks) {
    for (var index = blocks.length - 1; index >= 0; index -= 1) if (blocks[index].kind === "work") return index;
    return -1;
  }

  function run() {
    var clock = { blocks: data.blocks.slice(), used: 0, anchor: null, started: null, ended: null };
    presses.slice().sort(function (a, b) { return new Date(a.at) - new Date(b.at); }).forEach(function (one) {
      after(clock, one.press, new Date(one.at).getTime());
    });
    return clock;
  }

  var clock = run();

  function figures(seconds) {
    var whole = Math.max(0, Math.ceil(seconds));
    return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
  }

  function name(blocks, index) {
    if (blocks[index].kind !== "work") return data.words.phases[blocks[index].kind];
    var bouts = blocks.filter(function (block) { return block.kind === "work"; }).length;
    var before = blocks.slice(0, index + 1).filter(function (block) { return block.kind === "work"; }).length;
    return data.words.bout.replace("{n}", before).replace("{total}", bouts);
  }

  function target(block) {
    if (block.low === null) return block.target;
    return block.target + "\n" + data.words.pulse.replace("{low}", Math.round(block.low)).replace("{high}", Math.round(block.high));
  }

  function drawBar() {
    var bar = at("klokke-linje");
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var all = total(clock.blocks);
    var start = 0;
    svg.setAttribute("viewBox", "0 0 1000 60");
    svg.setAttribute("preserveAspectRatio", "none");
    clock.blocks.forEach(function (block) {
      var tall = block.kind === "work" ? 56 : block.kind === "rest" ? 26 : 38;
      var box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      box.setAttribute("x", (1000 * start) / all + 1);
      box.setAttribute("width", Math.max(1, (1000 * block.seconds) / all - 2));
      box.setAttribute("y", 60 - tall);
      box.setAttribute("height", tall);
      box.setAttribute("class", "mg-clock__block");
      box.dataset.kind = block.kind;
      svg.appendChild(box);
      start += block.seconds;
    });
    var hand = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    hand.setAttribute("y", "0");
    hand.setAttribute("width", "5");
    hand.setAttribute("height", "60");
    hand.setAttribute("class", "mg-clock__hand");
    hand.id = "klokke-viser";
    svg.appendChild(hand);
    bar.replaceChildren(svg);
  }

  function text(id, value) { if (at(id).textContent !== value) at(id).textContent = value; }

  function show() {
    var used = second(clock, now());
    var found = clock.ended === null ? current(clock.blocks, used) : null;
    var hand = at("klokke-viser");
    if (hand) hand.setAttribute("x", Math.min(995, (1000 * used) / total(clock.blocks)));
    if (clock.started === null) {
      text("klokke-fase", data.words.ready + ": " + name(clock.blocks, 0));
      text("klokke-tid", figures(clock.blocks[0].seconds));
      text("klokke-maal", target(clock.blocks[0]));
      next(0);
    } else if (!found) {
      text("klokke-fase", data.words.over);
      text("klokke-tid", "0:00");
      text("klokke-maal", "");
      text("klokke-neste", "");
    } else {
      text("klokke-fase", name(clock.blocks, found.index));
      text("klokke-tid", figures(found.end - used));
      text("klokke-maal", target(clock.blocks[found.index]));
      next(found.index);
      at("klokke").dataset.kind = clock.blocks[found.index].kind;
      signal(found, used);
    }
  }

  function next(index) {
    var following = clock.blocks[index + 1];
    var held = clock.started !== null && clock.anchor === null ? data.words.paused + " " : "";
    text("klokke-neste", held + (following
      ? data.words.next.replace("{phase}", name(clock.blocks, index + 1)).replace("{time}", figures(following.seconds))
      : data.words.last));
  }

  // Sounds are made, not loaded: high twice for a bout, low once for a rest, three short ticks before a change.
  function tone(hertz, from, length) {
    var wave = sound.createOscillator();
    var loud = sound.createGain();
    wave.frequency.value = hertz;
    loud.gain.value = 0.25;
    wave.connect(loud).connect(sound.destination);
    wave.start(sound.currentTime + from);
    wave.stop(sound.currentTime + from + length);
  }

  function signal(found, used) {
    var left = Math.ceil(found.end - used);
    var mark = found.index * 1000 + Math.min(left, 4);
    if (mark === spoken) return;
    var changed = Math.floor(mark / 1000) !== Math.floor(spoken / 1000);
    spoken = mark;
    if (!sound || clock.anchor === null) return;
    if (changed && clock.blocks[found.index].kind === "work") {
      tone(880, 0, 0.25);
      tone(880, 0.35, 0.25);
    } else if (changed) tone(330, 0, 0.5);
    else if (left <= 3) tone(600, 0, 0.08);
  }

  function buttons() {
    var started = clock.started !== null;
    var over = clock.ended !== null;
    var found = current(clock.blocks, second(clock, now()));
    var shown = {
      start: !started,
      pause: started && !over && clock.anchor !== null,
      resume: started && !over && clock.anchor === null,
      skip: started && !over && found !== null,
      extra: started && !over && found !== null && found.index <= lastBout(clock.blocks),
      end: started && !over,
    };
    document.querySelectorAll(".mg-clock__presses [data-press]").forEach(function (button) {
      button.hidden = !shown[button.dataset.press];
    });
  }

  function stayAwake() {
    if (!("wakeLock" in navigator) || clock.anchor === null || document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").then(function (lock) { wake = lock; }, function () { wake = null; });
  }

  var sending = false;
  function send() {
    if (sending || !unsent.length) return;
    var one = unsent[0];
    sending = true;
    fetch(data.post, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      headers: { "Content-Type": "application/json", "X-CSRFToken": window.medgang.token(), "HX-Request": "true" },
      body: JSON.stringify(one),
    }).then(function (answer) {
      sending = false;
      // A press the server refuses is not tried again; one that met a closed door waits for whoever signs in.
      if (!answer.ok && answer.status !== 422) return;
      unsent.shift();
      keep();
      send();
    }, function () { sending = false; });
  }

  function renew() {
    clock = run();
    drawBar();
    buttons();
    show();
    stayAwake();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-press]");
    if (!button) return;
    if (button.dataset.also === "close") at("stopp").close();
    if (button.dataset.press === "pause" && clock.anchor === null) return;
    // A page that was slow to load may think it is earlier than the press before: presses never go backwards.
    var last = presses.reduce(function (latest, known) { return Math.max(latest, new Date(known.at).getTime()); }, 0);
    var when = new Date(Math.max(now(), last + 1)).toISOString();
    var one = { uid: crypto.randomUUID(), press: button.dataset.press, at: when };
    presses.push(one);
    unsent.push(one);
    keep();
    renew();
    send();
  });

  at("klokke-lyd").addEventListener("click", function () {
    if (sound) {
      sound.close();
      sound = null;
    } else {
      sound = new AudioContext();
      tone(600, 0, 0.1);
    }
    this.setAttribute("aria-pressed", sound ? "true" : "false");
  });

  document.addEventListener("visibilitychange", function () { show(); stayAwake(); });
  window.addEventListener("online", send);
  keep();
  renew();
  send();
  setInterval(show, 200);
  setInterval(function () { buttons(); send(); }, 2000);
})();

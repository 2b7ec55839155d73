// Sends without reloading. Without this file every form and link still works.
(function () {
  "use strict";
  var log = document.getElementById("log"), form = document.getElementById("ask");
  var box = document.getElementById("q"), failed = document.documentElement.lang === "en"
    ? "Not sent: no connection. Please try again." : "Chưa gửi được: mất kết nối. Bạn thử lại nhé.";

  function bubble(text, kind) {
    var outer = document.createElement("div"), inner = document.createElement("p");
    outer.className = "bubble " + kind;
    inner.textContent = text;
    outer.appendChild(inner);
    log.appendChild(outer);
    outer.scrollIntoView({block: "nearest"});
    return outer;
  }

  function load(url, body, shown) {
    var menu = document.getElementById("menu"), waiting = shown ? bubble(shown, "you") : null;
    var dots = bubble("", "bot waiting");
    if (menu) { menu.remove(); }
    return fetch(url, {method: body ? "POST" : "GET", body: body, headers: {"X-Part": "turn"}})
      .then(function (answer) { if (!answer.ok) { throw new Error(answer.status); } return answer.text(); })
      .then(function (html) {
        dots.remove();
        if (waiting) { waiting.remove(); }
        var part = document.createElement("template");
        part.innerHTML = html;
        var first = part.content.firstElementChild;
        log.appendChild(part.content);
        if (first) { first.scrollIntoView({block: "start", behavior: "smooth"}); }
        return first;
      })
      .catch(function () { dots.firstChild.textContent = failed; dots.className = "bubble bot"; return null; });
  }

  function remember(turn) {
    var old = form.querySelectorAll("input[name=context]"), field = document.createElement("input");
    if (old.length > 2) { old[0].remove(); }
    field.type = "hidden"; field.name = "context"; field.value = turn;
    form.insertBefore(field, form.querySelector("label"));
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var text = box.value.trim(), body = new URLSearchParams(new FormData(form));
    if (!text) { return; }
    box.value = ""; grow();
    send(body, text, function () { box.value = text; });
  });

  function send(body, text, lost) {
    load(form.action, body, text).then(function (first) {
      if (first && first.dataset.turn) { remember(first.dataset.turn); } else if (!first && lost) { lost(); }
    });
  }

  log.addEventListener("submit", function (event) {
    var suggest = event.target.closest("form.suggest");
    if (!suggest || !event.submitter) { return; }
    event.preventDefault();
    var body = new URLSearchParams(new FormData(form));
    body.set("q", event.submitter.value);
    send(body, event.submitter.value, null);
  });

  log.addEventListener("submit", function (event) {
    var rate = event.target.closest("form.rate");
    if (!rate) { return; }
    event.preventDefault();
    var body = new URLSearchParams(new FormData(rate));
    if (event.submitter) { body.set(event.submitter.name, event.submitter.value); }
    fetch(rate.action, {method: "POST", body: body, headers: {"X-Part": "turn"}})
      .then(function (answer) { return answer.ok ? answer.text() : failed; })
      .then(function (text) { rate.textContent = text; })
      .catch(function () { rate.append(" " + failed); });
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.topic");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    load(link.href, null, link.textContent).then(function (first) {
      if (first && first.dataset.turn) { remember(first.dataset.turn); }
    });
  });

  function grow() { box.style.height = "auto"; box.style.height = Math.min(box.scrollHeight + 2, innerHeight * 0.4) + "px"; }
  box.addEventListener("input", grow);
  box.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !matchMedia("(pointer: coarse)").matches) {
      event.preventDefault(); form.requestSubmit();
    }
  });
  var shown = document.querySelector(".bubble.you");
  if (shown) { shown.scrollIntoView({block: "start"}); }
})();

(function () {
  "use strict";
  var main = document.getElementById("main"), form = document.getElementById("answer"), said = document.getElementById("answer-said");
  if (!main || !form || !said || !window.Blob || !window.URL) { return; }
  var changed = false;
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function today() { var d = new Date(); return d.getFullYear() + "-" + two(d.getMonth() + 1) + "-" + two(d.getDate()); }
  function value(box) {
    var text = box.value.trim(), list = box.getAttribute("list");
    if (text && list) {
      all("option", document.getElementById(list)).forEach(function (option) {
        if (option.value === text) { text = option.getAttribute("data-id") || text; }
      });
    }
    return text;
  }
  function records(day, missing) {
    var found = [];
    all("[data-kind]", form).forEach(function (ask) {
      var fields = {}, details = {}, any = false, lacks = [];
      all("[data-field]", ask).forEach(function (box) {
        var text = value(box);
        if (text) { (box.hasAttribute("data-apart") ? details : fields)[box.getAttribute("data-field")] = text; any = true; }
        else if (box.hasAttribute("data-needed")) { lacks.push(box.getAttribute("data-label")); }
      });
      if (!any) { return; }
      var date = ask.querySelector("[data-date]");
      found.push({ kind: ask.getAttribute("data-kind"), date: date && date.value || day, fields: fields, details: details });
      Array.prototype.push.apply(missing, lacks);
    });
    return found;
  }
  function comments() {
    var found = [];
    all("textarea[data-on]").forEach(function (box) {
      var text = box.value.trim();
      if (text) { found.push({ on: box.getAttribute("data-on"), uid: box.getAttribute("data-uid") || "", title: box.getAttribute("data-title") || "", text: text }); }
    });
    return found;
  }
  function save() {
    var day = today(), missing = [], kept = records(day, missing), notes = comments();
    if (!kept.length && !notes.length) { said.textContent = "Nothing is filled in yet."; return; }
    var answer = {
      format: "cpd-journal answer", version: 1,
      report: main.getAttribute("data-report"), title: main.getAttribute("data-title"), made_on: main.getAttribute("data-made-on"),
      filled_in_on: day,
      comments_as: { kind: form.getAttribute("data-comments-kind"), field: form.getAttribute("data-comments-field") },
      records: kept, comments: notes
    };
    var link = document.createElement("a");
    link.href = window.URL.createObjectURL(new Blob([JSON.stringify(answer, null, 1) + "\n"], { type: "application/json" }));
    link.download = "cpd-answer.json";
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    window.setTimeout(function () { window.URL.revokeObjectURL(link.href); }, 60000);
    changed = false;
    said.textContent = "The file cpd-answer.json is in your downloads: send it to the person who gave you this page." +
      (missing.length ? " Still empty: " + missing.join(", ") + "." : "");
  }
  document.addEventListener("input", function () { changed = true; });
  window.addEventListener("beforeunload", function (event) { if (changed) { event.preventDefault(); event.returnValue = ""; } });
  form.addEventListener("submit", function (event) { event.preventDefault(); save(); });
  document.getElementById("answer-save").addEventListener("click", save);
  document.getElementById("answer-print").addEventListener("click", function () { window.print(); });
  all(".with-script").forEach(function (part) { part.hidden = false; });
})();

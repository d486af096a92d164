// Keeps what is typed in <form data-draft-key="..."> on this device until the form is sent; offers it back once.
// Passwords, files, hidden fields and anything marked data-no-draft (personal data) are never kept.
(() => {
  "use strict";
  const DAYS = 7;
  const kept = (form) => Array.from(form.elements).filter(
    (each) => each.name && !each.matches("[type=password],[type=file],[type=hidden],[type=submit],button,[data-no-draft],[data-no-draft] *"),
  );
  const read = (form) => kept(form).map((each) => [each.name, each.matches("[type=checkbox],[type=radio]") ? [each.value, each.checked] : each.value]);
  const write = (form, rows) => rows.forEach(([name, value]) => {
    kept(form).filter((each) => each.name === name).forEach((each) => {
      if (!Array.isArray(value)) each.value = value;
      else if (each.value === value[0]) each.checked = value[1];
    });
  });
  document.querySelectorAll("form[data-draft-key]").forEach((form) => {
    const key = `draft:${document.body.dataset.account || ""}:${form.dataset.draftKey}`;
    let old = null;
    try { old = JSON.parse(localStorage.getItem(key)); } catch { return; }
    const fresh = JSON.stringify(read(form));
    if (old && Date.now() - old.at > DAYS * 864e5) { localStorage.removeItem(key); old = null; }
    if (old && JSON.stringify(old.rows) !== fresh) {
      const box = document.createElement("div");
      box.className = "notice info";
      box.setAttribute("role", "status");
      const words = document.createElement("div");
      const at = new Date(old.at);
      words.textContent = `本机有 ${at.getMonth() + 1} 月 ${at.getDate()} 日 ${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")} 没有提交的草稿。`;
      const button = (label, css, act) => {
        const each = document.createElement("button");
        each.type = "button"; each.className = `btn btn-sm ${css}`; each.textContent = label;
        each.addEventListener("click", () => { act(); box.remove(); });
        return each;
      };
      const row = document.createElement("div");
      row.className = "button-row mt-2";
      row.append(
        button("恢复草稿", "btn-primary", () => { write(form, old.rows); form.dispatchEvent(new Event("input", { bubbles: true })); }),
        button("不要了", "btn-quiet", () => localStorage.removeItem(key)),
      );
      words.append(row);
      box.append(words);
      form.prepend(box);
    }
    let timer = 0;
    const save = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), rows: read(form) })); } catch { /* full: the form still works */ }
      }, 400);
    };
    form.addEventListener("input", save);
    // Marked as sent from here; portal.js forgets it when the answer arrives. Without a network it is still here.
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), rows: read(form), sent: location.pathname })); } catch { /* full */ }
    });
  });
})();

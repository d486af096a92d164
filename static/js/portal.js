// Small comforts on top of pages that work without them. No inline code anywhere: the content policy forbids it.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // Menus and confirm panels: one open at a time, closed by Escape or a click beside them.
  document.addEventListener("click", (event) => {
    all("details[data-menu][open], details[data-confirm][open]").forEach((box) => {
      if (!box.contains(event.target)) box.open = false;
    });
    const target = event.target.closest("[data-close],[data-print],[data-copy],[data-check-all]");
    if (!target) return;
    if (target.matches("[data-close]")) {
      const box = target.closest("details");
      if (box) { box.open = false; box.querySelector("summary").focus(); }
    } else if (target.matches("[data-print]")) {
      window.print();
    } else if (target.matches("[data-copy]")) {
      const text = target.dataset.copy || document.querySelector(target.dataset.copyFrom).textContent.trim();
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => { target.textContent = "已复制"; });
    } else if (target.matches("[data-check-all]")) {
      all(`input[type=checkbox][name="${target.dataset.checkAll}"]`).forEach((box) => { box.checked = target.checked; });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-menu][open], details[data-confirm][open]").forEach((box) => {
      box.open = false;
      box.querySelector("summary").focus();
    });
  });
  all(".js-only").forEach((each) => { each.hidden = false; });
  all("[data-copy]").forEach((each) => { each.hidden = !navigator.clipboard; });

  // The summary of a form's errors gets the focus, so that it is read aloud and seen.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // A filter bar sends itself when a choice changes; the button stays for the keyboard and for typed words.
  all("form[data-autosubmit]").forEach((form) => {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      all("input, select", form).forEach((each) => { if (each.value === "" && each.name) each.disabled = true; });
    });
  });

  // One click is enough: a form that is on its way cannot be sent again for some seconds.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 4000);
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("form[data-autosubmit] :disabled").forEach((each) => { each.disabled = false; });
  });

  // Every form with room for sentences keeps a draft (draft.js), under its own name or the address that it is sent to.
  // Not the public ones: the next person may sit at the same screen.
  all("form[method=post]:not([data-draft-key], [data-no-draft], [autocomplete=off])")
    .filter((form) => form.querySelector("textarea:not([data-no-draft])"))
    .forEach((form) => { form.dataset.draftKey = new URL(form.getAttribute("action") || location.href, location.href).pathname; });

  // Drafts of another account are forgotten: the next person at the same screen does not read them.
  const account = document.body.dataset.account || "";
  try {
    if (account) Object.keys(localStorage).filter((key) => key.startsWith("draft:") && !key.startsWith(`draft:${account}:`)).forEach((key) => localStorage.removeItem(key));
  } catch { /* storage is switched off */ }

  // Drafts (draft.js) that were sent are forgotten once their own answer has come back without that form, or with good
  // news. Another page is no answer: the connection may have been lost on the way, and what was typed is here alone.
  const from = document.referrer ? new URL(document.referrer).pathname : "";
  const here = all("form[data-draft-key]").map((form) => `draft:${account}:${form.dataset.draftKey}`);
  const good = document.querySelector(".messages .notice.good");
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("draft:") && (good || !here.includes(key))).forEach((key) => {
      if (from && JSON.parse(localStorage.getItem(key)).sent === from) localStorage.removeItem(key);
    });
  } catch { /* storage is switched off */ }

  // htmx sends the token that Django wants; the cookie is readable for that.
  document.addEventListener("htmx:configRequest", (event) => {
    const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (found) event.detail.headers["X-CSRFToken"] = decodeURIComponent(found[1]);
  });

  // Files can be dropped on the box; the input stays what the server reads.
  all("[data-drop]").forEach((box) => {
    const input = box.querySelector("input[type=file]");
    if (!input) return;
    ["dragenter", "dragover"].forEach((name) => box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("over"); }));
    ["dragleave", "drop"].forEach((name) => box.addEventListener(name, () => box.classList.remove("over")));
    box.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); });
  });
})();

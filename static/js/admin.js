// Django's autocomplete boxes carry no name of their own: give them the label of their field.
(() => {
  "use strict";
  const name = () => document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling;
    if (!box || !box.classList.contains("select2")) return;
    const text = label ? label.textContent.replace(/[:：]\s*$/, "").trim() : "选择";
    box.querySelectorAll(".select2-selection, .select2-selection__rendered").forEach((each) => {
      each.removeAttribute("aria-labelledby");
      each.setAttribute("aria-label", text);
    });
  });
  window.addEventListener("load", name);
  document.addEventListener("formset:added", () => window.setTimeout(name, 0));
})();

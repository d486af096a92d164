// Hides an unmasked value again after the seconds that stand in data-hide-after.
(function () {
  "use strict";
  function arm(root) {
    root.querySelectorAll("[data-hide-after]").forEach(function (box) {
      if (box.dataset.armed) return;
      box.dataset.armed = "1";
      setTimeout(function () {
        var value = box.querySelector("[data-value]");
        if (value) value.textContent = "已隐藏";
      }, Number(box.dataset.hideAfter) * 1000);
    });
  }
  arm(document);
  document.addEventListener("htmx:afterSwap", function (event) { arm(event.target); });
  // A page shown again from the browser's memory must not show the value either.
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();

// A big screen goes on to its next panel by itself; without answer it stays and tries again.
(() => {
  "use strict";
  const panel = document.querySelector("[data-next]");
  if (!panel) return;
  const next = new URL(panel.dataset.next, window.location.href);
  const turn = () => {
    fetch(next, { method: "HEAD", cache: "no-store" })
      .then((answer) => { if (answer.ok || answer.status === 404) window.location.replace(next); else wait(); })
      .catch(() => wait());
  };
  const wait = () => { window.setTimeout(turn, Number(panel.dataset.seconds) * 1000); };
  wait();
})();

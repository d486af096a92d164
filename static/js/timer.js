// The clock of a speech: starts, stops, begins anew, passes to the next speaker without leaving the full screen.
(() => {
  "use strict";
  const box = document.querySelector("[data-speech-seconds]");
  if (!box) return;
  const whole = Number(box.dataset.speechSeconds) * 1000;
  const warning = 60 * 1000;
  const clock = box.querySelector("[data-clock]");
  const said = box.querySelector("[data-said]");
  const speaker = box.querySelector("[data-speaker-name]");
  const start = box.querySelector("[data-start]");
  const links = [...document.querySelectorAll("[data-speaker]")];
  let place = Math.max(links.findIndex((link) => link.getAttribute("aria-current") === "true"), 0);
  let since = null;
  let spent = 0;
  let told = "";

  const used = () => spent + (since === null ? 0 : Date.now() - since);
  const show = () => {
    const left = whole - used();
    const seconds = Math.ceil(Math.abs(left) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    const state = left <= 0 ? "over" : left <= warning ? "soon" : "";
    box.dataset.state = state;
    const words = { over: "时间到，请结束演讲", soon: "还剩1分钟", "": "" }[state];
    if (words !== told) { told = words; said.textContent = words; }
  };
  const toggle = () => {
    if (since === null) since = Date.now();
    else { spent = used(); since = null; }
    start.textContent = since === null ? (spent ? "继续" : "开始计时") : "暂停";
    show();
  };
  const anew = () => { since = null; spent = 0; start.textContent = "开始计时"; show(); };
  const go = (number) => {
    place = Math.min(Math.max(number, 0), links.length - 1);
    links.forEach((link, at) => {
      if (at === place) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    speaker.textContent = links[place].dataset.speaker;
    anew();
  };

  start.addEventListener("click", toggle);
  box.querySelector("[data-anew]").addEventListener("click", anew);
  box.querySelector("[data-next-speaker]").addEventListener("click", () => go(place + 1));
  box.querySelector("[data-full]").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (box.requestFullscreen) box.requestFullscreen();
  });
  links.forEach((link, at) => link.addEventListener("click", (event) => { event.preventDefault(); go(at); }));
  box.querySelector("[data-buttons]").hidden = false;
  window.setInterval(show, 250);
  show();
})();

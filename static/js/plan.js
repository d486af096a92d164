// A grid's boundary is drawn by clicking its corners on the community's plan; the field holds them as "x,y x,y".
(() => {
  "use strict";
  const plan = document.querySelector("[data-plan]");
  const field = document.querySelector("[data-boundary]");
  if (!plan || !field) return;
  const drawn = plan.querySelector("[data-drawn]");
  const corners = () => field.value.replace(/，/g, ",").split(/\s+/).filter((each) => /^\d+,\d+$/.test(each));
  const show = () => drawn.setAttribute("points", corners().join(" "));
  const set = (points) => {
    field.value = points.join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  const inside = (share) => Math.min(1000, Math.max(0, Math.round(share * 1000)));
  plan.addEventListener("click", (event) => {
    const box = plan.getBoundingClientRect();
    const x = inside((event.clientX - box.left) / box.width);
    const y = inside((event.clientY - box.top) / box.height);
    set([...corners(), `${x},${y}`]);
  });
  document.querySelector("[data-plan-back]").addEventListener("click", () => set(corners().slice(0, -1)));
  document.querySelector("[data-plan-clear]").addEventListener("click", () => set([]));
  field.addEventListener("input", show);
  show();
})();

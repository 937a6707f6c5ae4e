"use strict";
// The page holds each chart as a drawing. Plotly starts when a reader first asks for more: with the pointer, by tapping,
// with the keyboard, or for all charts at once. Where the page was made without a browser it draws them itself.
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const narrow = window.matchMedia("(max-width: 40rem)");
  const bundle = document.getElementById("plotly");
  const awake = new Set();
  let loading;

  const loaded = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = resolve;
      script.onerror = () => {
        loading = undefined;  // asked again, it is fetched again
        script.remove();
        reject(new Error("Plotly's bundle is not there."));
      };
      if (bundle.dataset.src) {
        script.src = bundle.dataset.src;
      } else {
        script.textContent = bundle.textContent;
      }
      document.head.append(script);
      if (!bundle.dataset.src) resolve();
    });
    return loading;
  };

  const place = (name) => document.getElementById(`${name}-chart`);

  const live = (name) => {
    const found = place(name).querySelector(".live");
    if (found) return found;
    const made = document.createElement("div");
    made.className = "live";
    made.tabIndex = -1;  // where the focus goes when the button that woke the chart is gone
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", figures[name].title);
    made.setAttribute("aria-describedby", `${name}-told`);
    place(name).append(made);
    return made;
  };

  const draw = (name) => loaded().then(() => {
    place(name).classList.add("awake");
    return chart.draw(live(name), figures[name], dark.matches);
  }).then(() => {
    const button = place(name).querySelector(".wake");
    if (button && button === document.activeElement) live(name).focus();
    button?.remove();
    place(name).dataset.drawn = "yes";
  });

  const wake = (name) => {
    if (awake.has(name)) return Promise.resolve();
    awake.add(name);
    return draw(name).catch(() => {
      awake.delete(name);
      place(name).classList.remove("awake");
      place(name).querySelector(".live")?.remove();
    });
  };

  const wakeAll = () => Promise.all(Object.keys(figures).map(wake));

  Object.keys(figures).forEach((name) => {
    if (!place(name).querySelector("svg")) wake(name);
    const button = place(name).querySelector(".wake");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => wake(name));
    place(name).addEventListener("pointerenter", () => wake(name), { once: true });
  });
  const all = document.getElementById("wake-all");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => wakeAll().then(() => {
      if (awake.size === Object.keys(figures).length) all.setAttribute("aria-disabled", "true");
    }));
  }
  const again = () => awake.forEach(draw);
  dark.addEventListener("change", again);
  narrow.addEventListener("change", again);
})();

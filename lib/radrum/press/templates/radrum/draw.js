"use strict";
(() => {
  const PAPER_WIDTH = 660;
  const LEAST_SHARE = 0.75;
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");

  const fitted = (figure, width) => {
    if (paper.matches) return { ...figure, layout: { ...figure.layout, width: PAPER_WIDTH } };
    if (width >= 520) return figure;
    return { ...figure, layout: { ...figure.layout, ...figure.layout.meta.narrow } };
  };

  const coloured = (figure) => {
    if (!dark.matches || paper.matches) return figure;
    const pairs = figure.layout.meta.dark;
    return JSON.parse(JSON.stringify(figure).replace(/#[0-9a-f]{6}/g, (colour) => pairs[colour] || colour));
  };

  // Where a label reaches beyond its chart, as on the narrowest phones, all labels of the chart become smaller.
  const shrink = (place, layout) => {
    const frame = place.getBoundingClientRect();
    const share = Math.min(...[...place.querySelectorAll(".annotation")].map((each) => {
      const box = each.querySelector("text").getBoundingClientRect();
      const over = Math.max(box.right - frame.right, frame.left - box.left);
      if (over <= 0) return 1;
      const centred = !["left", "right"].includes(layout.annotations[each.dataset.index].xanchor);
      return 1 - ((centred ? 2 : 1) * (over + 1)) / box.width;
    }));
    if (share >= 1) return Promise.resolve();
    const smaller = (each) => ({ ...each, font: { ...each.font, size: each.font.size * Math.max(share, LEAST_SHARE) } });
    return Plotly.relayout(place, { annotations: layout.annotations.map(smaller) });
  };

  const draw = (name) => {
    const place = document.getElementById(name + "-chart");
    const { data, layout, config } = coloured(fitted(figures[name], place.clientWidth));
    return Plotly.react(place, data, layout, config).then(() => shrink(place, layout)).then(() => {
      place.dataset.drawn = "yes";
    });
  };

  const drawAll = () => Promise.all(Object.keys(figures).map(draw));
  drawAll();
  dark.addEventListener("change", drawAll);
  window.matchMedia("(max-width: 40rem)").addEventListener("change", drawAll);
  paper.addEventListener("change", () => {
    document.querySelectorAll("details").forEach((each) => {
      if (paper.matches) {
        each.dataset.was = each.open ? "open" : "closed";
        each.open = true;
      } else {
        each.open = each.dataset.was === "open";
      }
    });
    drawAll();
  });
})();

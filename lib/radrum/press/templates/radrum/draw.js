"use strict";
(() => {
  const PAPER_WIDTH = 660;
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

  const draw = (name) => {
    const place = document.getElementById(name + "-chart");
    const { data, layout, config } = coloured(fitted(figures[name], place.clientWidth));
    return Plotly.react(place, data, layout, config).then(() => {
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

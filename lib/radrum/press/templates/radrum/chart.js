"use strict";
// One chart in its place, as the press draws it and as the reader wakes it.
const chart = (() => {
  const NARROW = 520;
  const LEAST_SHARE = 0.75;

  const fitted = (figure, width) =>
    width >= NARROW ? figure : { ...figure, layout: { ...figure.layout, ...figure.layout.meta.narrow } };

  const coloured = (figure, dark) => {
    if (!dark) return figure;
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

  const draw = (place, figure, dark) => {
    const { data, layout, config } = coloured(fitted(figure, place.clientWidth), dark);
    return Plotly.react(place, data, layout, config).then(() => shrink(place, layout));
  };

  return { draw };
})();

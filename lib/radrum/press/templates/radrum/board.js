"use strict";
// The press's drawing board: one chart after the other in one place, each handed over as the layers of its drawing.
const board = (figure, width) => {
  const place = document.getElementById("board");
  Plotly.purge(place);
  place.style.width = `${width}px`;
  const layers = () => [...place.querySelectorAll("svg.main-svg")].map((each) => new XMLSerializer().serializeToString(each));
  return chart.draw(place, figure, false).then(layers);
};

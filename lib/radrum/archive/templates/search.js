"use strict";
// The list is whole without scripts. With them it shows, as one types, the rows that hold every word.
(() => {
  const field = document.getElementById("sought");
  const found = document.getElementById("found");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const groups = [...document.querySelectorAll(".group")].map((group) => {
    const name = group.querySelector("h3")?.textContent ?? "";
    const rows = [...group.querySelectorAll("tbody tr")];
    return { group, rows: rows.map((row) => ({ row, said: plain(`${name} ${row.textContent} ${row.dataset.words ?? ""}`) })) };
  });

  const show = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    groups.forEach(({ group, rows }) => {
      const fit = rows.filter(({ row, said }) => {
        row.hidden = !words.every((word) => said.includes(word));
        return !row.hidden;
      }).length;
      group.hidden = !fit;
      shown += fit;
    });
    const some = found.dataset.some.replace("#", shown);
    found.textContent = words.length ? (shown ? some : found.dataset.none) : "";
  };

  document.getElementById("search").hidden = false;
  field.addEventListener("input", show);
  show();
})();

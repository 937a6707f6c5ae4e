"use strict";
// What a person would see of the page, measured. Run in the page by the checks; the page itself never holds it.
globalThis.sight = (() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const named = (element) => {
    const near = element.closest("[id]");
    return `${near ? `#${near.id} ` : ""}<${element.tagName.toLowerCase()}>`;
  };
  const words = (element) => (element.getAttribute?.("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60);
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && visible(element);
  };
  const drawings = (place) => all(":scope > svg, :scope > .live svg.main-svg", place).filter(seen);
  const nameOf = (place) => place.id.replace(/-chart$/, "");

  const charts = () => all(".chart").map((place) => {
    const shown = drawings(place);
    const boxes = shown.map((each) => each.getBoundingClientRect());
    const painted = (mark) => {
      const { fill, stroke, fillOpacity, strokeOpacity } = getComputedStyle(mark);
      return (fill !== "none" && fillOpacity > 0) || (stroke !== "none" && strokeOpacity > 0);
    };
    const marks = shown.flatMap((each) => all("path, rect, circle, line, polygon, polyline", each)).filter((each) => {
      const box = each.getBoundingClientRect();  // a line has no width, or no height
      return box.width + box.height > 0 && visible(each) && painted(each);
    });
    return {
      name: nameOf(place),
      drawings: shown.length,
      marks: marks.length,
      width: Math.max(0, ...boxes.map((box) => box.width)),
      height: Math.max(0, ...boxes.map((box) => box.height)),
      room: place.getBoundingClientRect().width,
    };
  });

  const tables = () => all("main table").map((table) => ({ name: named(table), seen: all("td", table).some(seen) }));

  const labels = (place) => drawings(place).flatMap((each) => all("text", each)).filter((text) => text.textContent.trim() && seen(text));

  const clipped = () => all(".chart").flatMap((place) => {
    const frame = place.getBoundingClientRect();
    return labels(place).filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
    }).map((text) => [nameOf(place), words(text)]);
  });

  const crossing = () => all(".chart").flatMap((place) => {
    const boxes = labels(place).map((text) => [words(text), text.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
      .filter(([other]) => other !== one)
      .filter(([, b]) => a.left + 2 < b.right && b.left + 2 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
      .map(([other]) => [nameOf(place), one, other]));
  });

  const sideways = () => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = all("body *").filter((each) => seen(each) && !each.closest("svg svg, svg *") && each.getBoundingClientRect().right > room + 1);
    const least = wide.filter((each) => !wide.some((other) => other !== each && each.contains(other)));
    return (least.length ? least : [document.body]).slice(0, 5).map((each) => `${named(each)} ${words(each).slice(0, 30)}`);
  };

  const colour = (text) => {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    return text.startsWith("rgb") ? [parts[0], parts[1], parts[2], parts[3] ?? 1] : [0, 0, 0, 0];
  };
  const over = (top, share, below) => [0, 1, 2].map((n) => top[n] * top[3] * share + below[n] * (1 - top[3] * share)).concat(1);
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((each) => each / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const found = colour(getComputedStyle(each).backgroundColor);
      if (found[3] > 0) layers.push(found);
      if (found[3] === 1) break;
    }
    const canvas = matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((below, top) => over(top, 1, below), canvas);
  };
  const thickness = (element, root) => {
    let share = 1;
    for (let each = element; each && each !== root.parentElement; each = each.parentElement) share *= getComputedStyle(each).opacity;
    return share;
  };

  // The labels of drawings: axe takes their colour for that of the text around them. What lies behind a label is what is
  // painted before it and holds its middle or one of its ends.
  const faint = () => all(".chart").flatMap((place) => drawings(place).flatMap((drawing) => {
    const paper = ground(drawing);
    const parts = all("path, rect, circle, polygon, text", drawing);
    const shapes = parts.map((each, at) => ({ each, at, style: getComputedStyle(each) }))
      .filter(({ each, style }) => each.tagName !== "text" && !each.closest("clipPath, defs") && style.fill !== "none" && style.fillOpacity > 0)
      .map((shape) => ({ ...shape, box: shape.each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 4 && box.height > 8);
    const pieces = (text, at) => [text, ...all("tspan", text)]
      .filter((piece) => [...piece.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).map((piece) => [piece, at]);
    const texts = parts.flatMap((text, at) => (text.tagName === "text" && seen(text) ? pieces(text, at) : []));
    return texts.flatMap(([text, at]) => {
      const box = text.getBoundingClientRect();
      const style = getComputedStyle(text);
      const size = parseFloat(style.fontSize);
      // A sign among the letters, as a key's dot, is a picture: 3:1 (WCAG 1.4.11).
      const sign = !/[\p{L}\p{N}]/u.test(text.textContent);
      const least = sign || size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      const middle = (box.top + box.bottom) / 2;
      const found = [0.1, 0.5, 0.9].map((share) => {
        const [x, y] = [box.left + share * box.width, middle];
        const behind = shapes.filter((shape) => shape.at < at && x >= shape.box.left && x <= shape.box.right && y >= shape.box.top && y <= shape.box.bottom)
          .filter(({ each }) => each.isPointInFill(new DOMPoint(x, y).matrixTransform(each.getScreenCTM().inverse())))
          .reduce((below, shape) => over(colour(shape.style.fill), shape.style.fillOpacity * thickness(shape.each, drawing), below), paper);
        return ratio(over(colour(style.fill), style.fillOpacity * thickness(text, drawing), behind), behind);
      });
      const worst = Math.min(...found);
      return worst + 0.005 < least ? [[nameOf(place), words(text.closest("text")), sign ? words(text) : "", Math.round(worst * 100) / 100, style.fill]] : [];
    });
  }));

  // One element of each colour, size and ground that text has: axe's verdict on it is that on all its like.
  const SAMPLE = "data-sample";
  const sample = () => {
    const kinds = new Set();
    all("body *").filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).forEach((each) => {
      const { color, fontSize, fontWeight, opacity } = getComputedStyle(each);
      const its = [color, fontSize, fontWeight, opacity, thickness(each, document.body), ground(each)].join();
      if (seen(each) && kinds.size < kinds.add(its).size) each.setAttribute(SAMPLE, "");
    });
    putAside(document.body);
    return kinds.size;
  };
  // Other text is hidden meanwhile: axe takes its time for every element that is seen.
  const ASIDE = "data-aside";
  const putAside = (element) => [...element.children].forEach((each) => {
    if (each.querySelector(`[${SAMPLE}]`)) putAside(each);
    else if (!each.matches(`[${SAMPLE}]`) && each.textContent.trim()) {
      each.setAttribute(ASIDE, each.style.display);
      each.style.setProperty("display", "none", "important");
    }
  });
  const unsample = () => {
    all(`[${SAMPLE}]`).forEach((each) => each.removeAttribute(SAMPLE));
    all(`[${ASIDE}]`).forEach((each) => {
      each.style.display = each.getAttribute(ASIDE);
      each.removeAttribute(ASIDE);
      if (!each.getAttribute("style")) each.removeAttribute("style");
    });
  };

  const CONTROLS = "a[href], button, summary, input, select, textarea, [tabindex], [role=button], [role=link], [role=checkbox], [role=tab], [onclick]";
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("[hidden]");  // a faint one may show on focus
  const controls = () => all(CONTROLS).filter((each) => !each.disabled && !each.matches("main, [tabindex='-1']:not(a, button, input, summary, select)"))
    .filter(shown);
  // Reaching a control does not yet use it: whatever the page does on focus is held back meanwhile.
  const came = [];
  const hold = (event) => {
    event.stopImmediatePropagation();
    if (event.type === "focusin") came.push(event.target);
  };
  const place = (each) => [named(each), words(each)];
  const keyboard = () => {
    ["focusin", "focus"].forEach((each) => window.addEventListener(each, hold, true));
    const every = controls().map((each) => {
      each.focus({ focusVisible: true, preventScroll: true });
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      const shows = boxShadow !== "none" || (outlineStyle !== "none" && parseFloat(outlineWidth) > 0);
      const comes = document.activeElement === each && each.tabIndex >= 0 && !each.closest("[inert]");
      return { each, comes, shows };
    });
    const due = every.filter(({ comes }) => comes).map(({ each }) => each);
    due[0]?.focus({ preventScroll: true });
    came.splice(0, came.length, ...due.slice(0, 1));
    return {
      unreached: every.filter(({ comes }) => !comes).map(({ each }) => place(each)),
      unseen: every.filter(({ comes, shows }) => comes && !shows).map(({ each }) => place(each)),
      controls: due.length,
    };
  };
  // Where Tab, pressed so many times from the first control on, did not come to the next one.
  const strayed = (presses) => {
    ["focusin", "focus"].forEach((each) => window.removeEventListener(each, hold, true));
    const due = controls().filter((each) => each.tabIndex >= 0 && !each.closest("[inert]")).slice(0, presses + 1);
    const at = due.findIndex((each, n) => came[n] !== each);
    document.activeElement.blur();
    return at < 1 ? [] : [place(due[at - 1]), place(due[at])];
  };
  // What scrolls sideways by itself must be come to, or hold something that is, so that the arrow keys move it.
  const regions = () => all("body *").filter((each) => {
    const scrolls = each.scrollWidth > each.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
    return scrolls && seen(each) && each.tabIndex < 0;
  }).map(place);

  // The address of plotly's bundle, where it lies beside the page.
  const bundle = () => {
    const named = document.getElementById("plotly")?.dataset.src;
    return named ? new URL(named, document.baseURI).href : "";
  };

  const open = () => all("details").forEach((each) => { each.open = true; });

  // axe takes its time for every element. Nothing within a drawing has a role or a name of its own, and a table's row that
  // is like one above it, in its elements, their attributes and colours, has nothing to say that the other has not.
  const TOLD_APART = new Set(["id", "href", "download", "data-heading", "headers"]);
  const kind = (element) => {
    const attributes = [...element.attributes].filter(({ name }) => !TOLD_APART.has(name)).map(({ name, value }) => `${name}=${value}`);
    const { color, backgroundColor, fontSize, fontWeight, opacity } = getComputedStyle(element);
    return [element.tagName, ...attributes, color, backgroundColor, fontSize, fontWeight, opacity, element.textContent.trim() ? "" : "empty"].join();
  };
  const folded = [];
  const take = (element) => {
    const mark = document.createComment("");
    element.replaceWith(mark);
    folded.push([mark, element]);
  };
  const fold = () => {
    all(".chart svg").forEach((each) => [...each.children].forEach(take));
    all("tbody").flatMap((body) => {
      const kinds = new Set();
      return [...body.rows].filter((row) => {
        const its = [row, ...all("*", row)].map(kind).join("|");
        return kinds.size === kinds.add(its).size;
      });
    }).forEach(take);
  };
  const unfold = () => folded.splice(0).reverse().forEach(([mark, element]) => mark.replaceWith(element));

  // The charts that stand without what plotly draws, whatever they say of themselves.
  const asleep = () => all(".chart").filter((each) => !each.matches("[data-drawn]") || !each.querySelector(".live svg.main-svg")).map((each) => each.id);

  return { charts, asleep, tables, clipped, crossing, sideways, faint, sample, unsample, keyboard, strayed, regions, bundle, open, fold, unfold };
})();

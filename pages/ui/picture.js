// A figure's picture as SVG, made of what the browser has drawn. One listener for all cards (pages/ui/downloads.py).
(() => {
  if (window.puntariPictures) return;
  window.puntariPictures = true;
  const NAMESPACE = "http://www.w3.org/2000/svg";

  const made = (name, attributes) => {
    const node = document.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // plotly draws one picture in layers that lie on each other; hover labels are no part of it.
  const picture = (plot, y) => {
    const layers = [...plot.querySelectorAll("svg.main-svg")];
    const { width, height } = layers[0].getBoundingClientRect();
    const part = made("svg", { y, width, height });
    for (const node of layers.flatMap((layer) => [...layer.childNodes])) {
      if (!node.classList?.contains("hoverlayer")) part.append(node.cloneNode(true));
    }
    return { part, width, height };
  };

  const whole = (plots, title) => {
    const all = made("svg", {});
    all.append(made("title", {}), made("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
    all.firstChild.textContent = title;
    let [width, height] = [0, 0];
    for (const plot of plots) {
      const one = picture(plot, height);
      all.append(one.part);
      [width, height] = [Math.max(width, one.width), height + one.height];
    }
    for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
      all.setAttribute(key, value);
    }
    return new XMLSerializer().serializeToString(all);
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".puntari-picture");
    if (!button) return;
    const { chart, title } = button.dataset;
    const plots = document.querySelectorAll(`[class*="st-key-${CSS.escape(chart)}_chart"] .js-plotly-plot`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([whole(plots, title)], { type: "image/svg+xml" }));
    link.download = `puntari_${chart}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
})();

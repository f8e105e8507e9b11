// Streamlit's own words are English only. `words` (English → the reader's language) and `language` are put before
// this file by pages/ui/chrome.py. Nothing here comes from data.
(() => {
  document.documentElement.lang = language;
  const known = (window.puntari ??= { english: new WeakMap(), observer: null });

  const said = (english) => {
    const size = /^(\d+)MB per file(.*)$/.exec(english);
    return size ? words["MB per file"].replace("#", size[1]) + size[2] : words[english];
  };

  // What streamlit wrote is remembered, so that a change of language finds it again.
  const original = (thing, now) => {
    const [english, ours] = known.english.get(thing) ?? [];
    return now === ours ? english : now;
  };

  const translate = (thing, now, write) => {
    const english = original(thing, now);
    const ours = said(english);
    if (ours === undefined || ours === now) return;
    known.english.set(thing, [english, ours]);
    write(ours);
  };

  const pass = () => {
    for (const one of document.querySelectorAll("[aria-label]")) {
      translate(one, one.getAttribute("aria-label"), (ours) => one.setAttribute("aria-label", ours));
    }
    for (const one of document.querySelectorAll("[data-testid=stFileUploader] :is(p, span)")) {
      const text = one.firstChild;
      if (text?.nodeType === Node.TEXT_NODE) translate(text, text.data, (ours) => (text.data = ours));
    }
    // A table wider than the screen must scroll by keyboard too.
    for (const one of document.querySelectorAll("[data-testid=stTable], [data-testid=stTable] div")) {
      if (one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === "auto") one.tabIndex = 0;
    }
  };

  known.observer?.disconnect();
  known.observer = new MutationObserver(pass);
  known.observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label", "open"] });
  window.onresize = pass;
  pass();
})();

// What axe cannot decide, asked of the page itself. Evaluated by the tests, never served.
(() => {
  if (window.probe) return;
  const visible = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility !== "hidden";
  };
  const name = (e) => (e.outerHTML || "").replace(/\s+/g, " ").slice(0, 110);
  const TARGETS = "a[href],button,input:not([type=hidden]),select,textarea,summary";

  // 2.5.8: smaller than 24 px, unless it stands inside a sentence.
  const smallTargets = () =>
    [...document.querySelectorAll(TARGETS)]
      .filter((e) => {
        const r = e.getBoundingClientRect();
        return visible(e) && (r.width < 24 || r.height < 24) && getComputedStyle(e).display !== "inline";
      })
      .map(name);

  // 1.4.12: text that is cut off when letters and lines get more room.
  const clipped = () =>
    [...document.querySelectorAll("body *")]
      .filter(
        (e) =>
          !e.children.length && e.textContent.trim() && e.getBoundingClientRect().width > 1 &&
          getComputedStyle(e).overflow !== "visible" &&
          (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      .map(name);

  const spacing = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}" +
      "p{margin-bottom:2em!important}");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const wider = () => ({
    over: document.documentElement.scrollWidth - innerWidth,
    what: [...document.querySelectorAll("main *")]
      .filter((e) => visible(e) && e.getBoundingClientRect().right > innerWidth + 1)
      .map(name).slice(0, 4),
  });

  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    if (!window.__seen) { window.__seen = new Map(); }
    const again = window.__seen.has(e);
    window.__seen.set(e, true);
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    const top = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height / 2, innerHeight));
    return {
      again,
      what: name(e),
      text: (e.textContent || "").trim(),
      ring: (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none",
      inView: r.bottom > 0 && r.top < innerHeight,
      covered: !!top && !(e.contains(top) || top.contains(e)),
    };
  };

  // Where a text stands and in which ink, for a look at the pixels behind it.
  const texts = (selectors) =>
    selectors.map((selector) => {
      const e = document.querySelector(selector);
      const style = getComputedStyle(e);
      const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight, 10) >= 700;
      const range = document.createRange();
      range.selectNodeContents(e);
      const boxes = e.matches("select,input,textarea") ? [] : [...range.getClientRects()];
      return {
        what: name(e),
        ink: style.color.match(/[\d.]+/g).slice(0, 3).map(Number),
        needed: size >= 24 || (bold && size >= 18.66) ? 3 : 4.5,
        boxes: (boxes.length ? boxes : [inner(e)])
          .filter((r) => r.width >= 1 && r.height >= 1)
          .map((r) => [r.left + scrollX, r.top + scrollY, r.right + scrollX, r.bottom + scrollY]),
      };
    });
  // A field's text begins inside its padding; its arrow stands at the far end.
  const inner = (e) => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return new DOMRect(r.x + parseFloat(s.paddingLeft), r.y + r.height / 4, r.width / 2, r.height / 2);
  };
  const noText = new CSSStyleSheet();
  noText.replaceSync("*,*::placeholder{color:transparent!important;transition:none!important}");
  const hideText = () => { document.adoptedStyleSheets = [...document.adoptedStyleSheets, noText]; };
  const showText = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== noText);
  };

  window.probe = { smallTargets, clipped, spacing, wider, focused, texts, hideText, showText };
})();

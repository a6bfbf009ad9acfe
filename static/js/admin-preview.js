/* In the admin: the preview follows what somebody types in the form of a word list.
   Without this script the button opens the same preview in a new tab. */
(() => {
  "use strict";

  const WAIT = 500;

  function follow(panel) {
    const form = panel.closest("form");
    const place = panel.querySelector("[data-preview-place]");
    const state = panel.querySelector("[data-preview-state]");
    const button = panel.querySelector("[data-preview-ask]");
    if (!form || !place || !state || !button) return;
    let timer = 0;
    let asking = null;

    async function ask() {
      window.clearTimeout(timer);
      if (asking) asking.abort();
      asking = new AbortController();
      const own = asking;
      place.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(panel.dataset.preview, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "fetch" },
          signal: own.signal,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        place.innerHTML = await answer.text();
        state.textContent = "Het voorbeeld is bijgewerkt.";
      } catch (error) {
        if (error.name === "AbortError") return;
        state.textContent = "Het voorbeeld lukt nu niet. Probeer het nog eens met de knop.";
      }
      if (asking === own) place.removeAttribute("aria-busy");
    }

    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    form.addEventListener("change", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    button.addEventListener("click", (event) => {
      event.preventDefault();
      ask();
    });
  }

  function start() {
    document.querySelectorAll("[data-preview]").forEach(follow);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

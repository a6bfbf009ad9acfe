/* In the page editor: the panel 'Nakijkhulp' looks at what stands in the form now.
   Without this script it shows what was found in what was saved last. */
(() => {
  "use strict";

  // The editor of rich text hands its text to the form a quarter of a second after the last key.
  const SETTLE = 350;

  function goTo(event) {
    const link = event.target.closest("[data-proof-field]");
    if (!link) return;
    const { proofField: field, proofBlock: block } = link.dataset;
    const area = document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`)
      || document.getElementById(`id_${field}-FORMS`);
    const place = (block && area && area.querySelector(`[data-contentpath="${CSS.escape(block)}"]`)) || area;
    if (!place) return;
    event.preventDefault();
    // Open what is folded round it, as somebody with a mouse would.
    for (let up = place.closest("[hidden]"); up; up = up.parentElement.closest("[hidden]")) {
      const toggle = up.id && document.querySelector(`[aria-controls="${CSS.escape(up.id)}"]`);
      if (!toggle) break;
      toggle.click();
    }
    place.scrollIntoView({ block: "center" });
    const input = place.querySelector(
      "input:not([type=hidden]), textarea:not([hidden]), select, [contenteditable=true], button",
    );
    if (input) input.focus({ preventScroll: true });
  }

  function follow(panel) {
    const form = panel.closest("form");
    const place = panel.querySelector("[data-proof-place]");
    const state = panel.querySelector("[data-proof-state]");
    const button = panel.querySelector("[data-proof-ask]");
    panel.addEventListener("click", goTo);
    if (!form || !place || !state || !button) return;
    button.hidden = false;

    async function ask() {
      try {
        const answer = await fetch(panel.dataset.proof, { method: "POST", body: new FormData(form) });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        place.innerHTML = await answer.text();
        const summary = place.querySelector("[data-proof-summary]");
        state.textContent = summary ? summary.textContent : "Nagekeken.";
        if (summary) summary.hidden = true;
      } catch {
        state.textContent = "Nakijken lukt nu niet. Uw tekst staat er nog. Probeer het zo nog eens.";
      }
      place.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
    }

    button.addEventListener("click", () => {
      if (button.hasAttribute("aria-disabled")) return;
      button.setAttribute("aria-disabled", "true");
      place.setAttribute("aria-busy", "true");
      state.textContent = "Even kijken …";
      window.setTimeout(ask, SETTLE);
    });
  }

  function start() {
    document.querySelectorAll("[data-proof]").forEach(follow);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

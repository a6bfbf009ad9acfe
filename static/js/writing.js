// Keeps a text while it is written, and shows what is nearly the same. Without this every button
// saves.
const form = document.querySelector("[data-writing]");
const said = document.querySelector("[data-said]");
const same = document.querySelector("[data-same]");
const QUIET = 4000;
let timer, busy, again, typed;

form?.addEventListener("input", ({ target }) => {
  if (target.type == "file") return;
  clearTimeout(timer);
  timer = setTimeout(keep, QUIET);
  if (same && target.name == "title") {
    clearTimeout(typed);
    typed = setTimeout(look, 700);
  }
});
form?.addEventListener("submit", (event) => {
  clearTimeout(timer);
  // Its answer would bring another mark of what was seen.
  if (busy) {
    event.preventDefault();
    again = event.submitter;
  }
});

async function keep() {
  if (busy) return (timer = setTimeout(keep, QUIET));
  busy = true;
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const kept = await answer.json();
    say(kept.said, answer.ok);
    if (kept.url) {
      form.gezien.value = kept.seen;
      form.action = kept.url;
      history.replaceState(null, "", kept.url);
    }
  } catch {
    say("Bewaren lukt nu niet. Uw tekst staat nog hier.");
  }
  busy = false;
  if (again) form.requestSubmit(again);
}

// The tick stands only beside what was kept.
function say(words, kept) {
  said.textContent = words;
  said.parentNode.classList.toggle("ok", !!kept);
}

async function look() {
  const query = new URLSearchParams({ titel: form.title.value, soort: form.dataset.writing, kaart: form.dataset.page });
  try {
    const answer = await fetch(`${form.dataset.alike}?${query}`);
    if (answer.ok && !answer.redirected) same.innerHTML = await answer.text();
  } catch {}
}

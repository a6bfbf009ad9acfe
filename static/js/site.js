// Four small helps: the menu closes as one expects, print buttons, suggestions below the search
// field, and search results in place. Without this file everything works too: the menu is a
// <details>, there is a link to the print view, filters are a form and the rest are plain links.

const menu = document.querySelector(".menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// Print buttons do nothing without a script, so they stay hidden until here.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Colour class of a suggestion; the word of its type is read out and shown after it.
const TYPES = {
  toolkit: ["is-toolkit", "Toolkit"],
  werkinstructie: ["is-werk", "Werkinstructie"],
  praktijkverhaal: ["is-verhaal", "Praktijkverhaal"],
  training: ["is-uit", "Training"],
  nieuws: ["is-nieuws", "Voortgang"],
  pagina: ["is-nieuws", "Pagina"],
};
const WAIT = 150; // Milliseconds after the last key before we ask.

for (const field of document.querySelectorAll("[data-suggest]")) suggestFor(field);

// The combobox pattern of the ARIA guide: focus stays in the field, the list is only pointed at.
function suggestFor(field) {
  const list = document.createElement("ul");
  const spoken = document.createElement("p");
  let timer, asked, active = -1;
  list.className = "tips";
  list.id = `${field.id}-tips`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  list.setAttribute("aria-label", "Suggesties");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.after(list);
  field.form.append(spoken);

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    active = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(!list.hidden));
    spoken.textContent = found.length
      ? `${found.length} ${found.length === 1 ? "suggestie" : "suggesties"}, kies met de pijltjes`
      : "";
  }

  function option(tip, number) {
    const item = document.createElement("li");
    const [css, word] = TYPES[tip.type] ?? ["", ""];
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    if (css) item.className = css;
    item.setAttribute("aria-selected", "false");
    item.append(tip.text);
    if (word) {
      const type = document.createElement("small");
      type.className = "soft";
      type.textContent = word;
      item.append(" ", type);
    }
    item.dataset.text = tip.text;
    if (tip.url) item.dataset.url = tip.url;
    return item;
  }

  function point(step) {
    const items = [...list.children];
    items[active]?.setAttribute("aria-selected", "false");
    // One place more than there are items: the field itself.
    active = ((active + 1 + step + items.length + 1) % (items.length + 1)) - 1;
    items[active]?.setAttribute("aria-selected", "true");
    items[active]?.scrollIntoView({ block: "nearest" });
    if (active < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", items[active].id);
  }

  function choose(item) {
    close();
    if (item.dataset.url) {
      location.assign(item.dataset.url);
      return;
    }
    field.value = item.dataset.text;
    field.form.requestSubmit();
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const url = `${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`;
      const answer = await fetch(url, { signal: asked.signal });
      show(answer.ok ? (await answer.json()).suggestions : []);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    close();
    if (field.value.trim().length > 1) timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(list.children[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  field.form.addEventListener("submit", close);
  field.addEventListener("blur", close);
  // Keep the focus in the field, so that the list is still there when the click comes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
}

// Search results in place: filters, chips, order and pages fetch the same address that they would
// open, and put its [data-swap] parts here.

const parts = () => [...document.querySelectorAll("[data-swap]")];
const count = document.createElement("p");
count.className = "vh";
count.setAttribute("role", "status");
document.body.append(count);

let fetching;
let shown = location.pathname + location.search;

// Show `url`. `keep`: a selector for the control that was used; without it (or when it is gone)
// the focus goes to the heading that says how much was found.
async function show(url, { keep = "", push = true } = {}) {
  fetching?.abort();
  fetching = new AbortController();
  for (const part of parts()) part.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(url, { signal: fetching.signal });
    if (!answer.ok) throw new Error(answer.status);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
    return;
  }
  const fresh = parts().map((part) => page.getElementById(part.id));
  if (!fresh.length || fresh.includes(null)) {
    location.assign(url);
    return;
  }
  // What stood open stands open again: on a phone all filters, and the options behind 'nog'.
  const open = [...document.querySelectorAll("[data-swap] details[open]")].map((one) => one.id);
  parts().forEach((part, number) => part.replaceWith(fresh[number]));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  document.title = page.title;
  if (push) history.pushState(null, "", url);
  shown = location.pathname + location.search;
  const field = document.querySelector("main [data-suggest]");
  const words = page.querySelector("main [data-suggest]");
  if (field && words) field.value = words.value;
  const heading = document.querySelector("[data-count]");
  const control = keep && document.querySelector(keep);
  if (control) control.focus({ preventScroll: true });
  else heading?.focus();
  count.textContent = heading?.textContent ?? "";
}

function address(form) {
  const url = new URL(form.action || location.href, location.href);
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  url.search = new URLSearchParams(chosen);
  return url;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-filters]");
  if (!form) return;
  const { name, value } = event.target;
  show(address(form), { keep: `[data-filters] [name="${name}"][value="${CSS.escape(value)}"]` });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const own = form.matches("[data-filters]") || form.querySelector("main [data-suggest]");
  if (!own || new URL(form.action || location.href).pathname !== location.pathname) return;
  event.preventDefault();
  show(address(form));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-swap] a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  show(link.href);
});

// Only for another search: a jump to a place on this page is none.
window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href, { push: false });
});

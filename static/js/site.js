// Menu, print buttons, suggestions below the search field, search results in place, and how much a
// card is used. Without this file everything works too, with <details>, forms and plain links.

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

// Colour class and word of the type of a suggestion.
const TYPES = {
  toolkit: ["is-toolkit", "Toolkit"],
  werkinstructie: ["is-werk", "Werkinstructie"],
  praktijkverhaal: ["is-verhaal", "Praktijkverhaal"],
  training: ["is-uit", "Training"],
  nieuws: ["is-nieuws", "Voortgang"],
  pagina: ["is-nieuws", "Pagina"],
};
const WAIT = 150; // Milliseconds after the last key before we ask.
const LEAST_ROOM = 140; // Pixels: three suggestions, however high the keyboard of a phone is.
const WORDS = /[\p{L}\p{N}]+/gu;

for (const field of document.querySelectorAll("[data-suggest]")) suggestFor(field);

// The combobox pattern of the ARIA guide: focus stays in the field, the list is only pointed at.
// It stays until the next answer is there, so nothing flashes.
function suggestFor(field) {
  let timer, asked, options = [], active = -1;
  const id = `${field.id}-tips`;
  const list = make("div", { class: "tips", id, role: "listbox", "aria-label": "Suggesties", hidden: "" });
  const spoken = make("p", { class: "vh", role: "status" });
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": false });
  field.after(list);
  field.form.append(spoken);

  function stop() {
    clearTimeout(timer);
    asked?.abort();
  }

  function close() {
    stop();
    show([]);
    spoken.textContent = "";
  }

  function show(found) {
    const typed = fold(field.value).match(WORDS) ?? [];
    point(-1);
    list.replaceChildren();
    for (const [name, isCard] of [["Woorden", false], ["Kaarten", true]]) {
      const tips = found.filter((tip) => Boolean(tip.url) === isCard);
      const items = tips.map((tip) => option(tip, typed));
      if (items.length) list.append(make("ul", { role: "group", "aria-label": name }, ...items));
    }
    options = [...list.querySelectorAll("li")];
    options.forEach((item, number) => (item.id = `${id}-${number}`));
    list.hidden = !options.length;
    set(field, { "aria-expanded": !list.hidden });
    const count = options.length === 1 ? "1 suggestie" : `${options.length} suggesties`;
    spoken.textContent = options.length ? `${count}, kies met de pijltjes` : "Geen suggesties";
    fit();
  }

  function option(tip, typed) {
    const [css, word] = TYPES[tip.type] ?? [];
    const item = make("li", { role: "option", "aria-selected": false }, make("span", {}, ...marked(tip.text, typed)));
    if (css) item.className = css;
    if (word) item.append(" ", make("small", { class: "soft" }, word));
    item.dataset.text = tip.text;
    if (tip.url) item.dataset.url = tip.url;
    return item;
  }

  // Above the keyboard of a phone; what does not fit scrolls.
  function fit() {
    const seen = window.visualViewport;
    if (list.hidden || !seen) return;
    const room = seen.offsetTop + seen.height - field.getBoundingClientRect().bottom;
    list.style.maxHeight = `${Math.max(room - 8, LEAST_ROOM)}px`;
    list.scrollIntoView({ block: "nearest" });
  }

  function point(number) {
    if (options[active]) set(options[active], { "aria-selected": false });
    active = number;
    const item = options[active];
    field.removeAttribute("aria-activedescendant");
    if (!item) return;
    set(item, { "aria-selected": true });
    set(field, { "aria-activedescendant": item.id });
    item.scrollIntoView({ block: "nearest" });
  }

  function choose(item) {
    const { text, url } = item.dataset;
    close();
    if (url) {
      location.assign(url);
      return;
    }
    field.value = text;
    field.form.requestSubmit();
  }

  async function ask() {
    stop();
    const { signal } = (asked = new AbortController());
    try {
      const url = `${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`;
      const answer = await fetch(url, { signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) close();
    }
  }

  field.addEventListener("input", () => {
    stop();
    point(-1);
    if (field.value.trim().length > 1) timer = setTimeout(ask, WAIT);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden) {
      if (step && field.value.trim().length > 1) ask();
    } else if (step) {
      event.preventDefault();
      // One place more than there are options: the field itself.
      const places = options.length + 1;
      point(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Home" || event.key === "End") {
      point(-1); // Back in the field.
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  field.form.addEventListener("submit", close);
  field.addEventListener("blur", close);
  window.visualViewport?.addEventListener("resize", fit);
  // Keep the focus in the field, or the list is gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) choose(item);
  });
}

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children);
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

// Letters without accents, one for one, so that places stay the same.
function fold(text) {
  return text.replace(/[À-ɏ]/g, (letter) => letter.normalize("NFD")[0]).toLowerCase();
}

// Mark what was typed: at the beginning of a word, else inside one.
function marked(text, typed) {
  const folded = fold(text);
  const found = typed.map((part) => {
    const word = [...folded.matchAll(WORDS)].find(([word]) => word.startsWith(part));
    return [word ? word.index : folded.indexOf(part), part.length];
  });
  const pieces = [];
  let done = 0;
  for (const [at, length] of found.sort(([a], [b]) => a - b)) {
    if (at < done) continue;
    pieces.push(text.slice(done, at), make("mark", {}, text.slice(at, at + length)));
    done = at + length;
  }
  return [...pieces, text.slice(done)];
}

// Search results in place: filters, chips, order and pages fetch the same address that they would
// open, and put its [data-swap] parts here.

const FORMS = "[data-filters], [data-own]";
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
  if (field && words) {
    field.value = words.value;
    for (const one of hidden(field.form)) one.remove();
    field.form.prepend(...hidden(words.form));
  }
  const heading = document.querySelector("[data-count]");
  const control = keep && document.querySelector(keep);
  if (control) control.focus({ preventScroll: true });
  else heading?.focus();
  const said = [...document.querySelectorAll("[data-count], [data-said]")];
  count.textContent = said.map((one) => one.textContent.trim()).join(". ");
}

// What goes along unseen with the next words: the reader's own role and level.
function hidden(form) {
  return [...form.querySelectorAll("input[type=hidden]")];
}

function address(form) {
  const url = new URL(form.action || location.href, location.href);
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  url.search = new URLSearchParams(chosen);
  return url;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest(FORMS);
  if (!form) return;
  const { name, value, type } = event.target;
  const option = type === "checkbox" ? `[value="${CSS.escape(value)}"]` : "";
  show(address(form), { keep: `main [name="${name}"]${option}:not([type=hidden])` });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const own = form.matches(FORMS) || form.querySelector("main [data-suggest]");
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

// That a card was read, or a file of it opened: two words to our own server, and nothing is kept in
// the browser. A reload is not read again, and a machine is no reader.
const item = document.querySelector("[data-item]")?.dataset.item;
if (item && !navigator.webdriver) {
  const tell = (w, z = "") => navigator.sendBeacon("/tel/", new URLSearchParams({ n: item, w, z }));
  const from = new URL(document.referrer || location.href);
  const searched = from.origin === location.origin && from.pathname === "/zoeken/";
  const [way] = performance.getEntriesByType("navigation");
  if (way?.type === "navigate") tell("gezien", (searched && from.searchParams.get("q")) || "");
  document.addEventListener("click", (event) => {
    if (event.target.closest('a[href^="/documenten/"], a[href^="/kaart/"]')) tell("gedownload");
  });
}

// A small form whose answer takes its place.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const place = form.closest("[data-place]");
  if (!place || form.dataset.failed) return;
  event.preventDefault();
  try {
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-place]");
    place.replaceWith(fresh);
    fresh.focus();
  } catch {
    form.dataset.failed = true;
    form.requestSubmit(event.submitter);
  }
});

// The list of the day: marks are sent without leaving the page. Without internet they wait on this
// phone (number, mark and time: no names) until they can be sent. Without this file every button
// is a plain form.

const list = document.querySelector("[data-marks]");
if (list) keepMarks(list);

function keepMarks(list) {
  const KEY = `op-de-dag-${list.dataset.marks}`;
  const unsent = document.querySelector("[data-unsent]");
  const rows = new Map([...list.querySelectorAll("form")].map((form) => [form.number.value, form]));
  let marks = stored();
  let busy = false;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {}; // No storage here: the marks live as long as the page.
    }
  }

  // Another tab may have written in between, so only this one mark is changed.
  function store(number, mark) {
    marks = { ...marks, ...stored(), [number]: mark };
    if (!mark) delete marks[number];
    try {
      localStorage.setItem(KEY, JSON.stringify(marks));
    } catch {}
  }

  function show(number, present, words) {
    const form = rows.get(number);
    if (!form) return;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === present);
    }
    form.querySelector("[data-state]").textContent = words;
  }

  function tell() {
    const pressed = [...rows.values()].map((form) => form.querySelector("[aria-pressed=true]")?.value ?? "");
    for (const count of document.querySelectorAll("[data-count]")) {
      count.textContent = pressed.filter((value) => value === count.dataset.count).length;
    }
    const waiting = Object.keys(marks).length;
    unsent.hidden = !waiting;
    unsent.textContent = waiting ? `Nog niet verstuurd: ${waiting}. Laat deze pagina open.` : "";
  }

  // One by one, so that what arrives is clear. A network that asks to log in answers too, but not
  // with JSON: then the mark waits. Time is told as an age, because clocks of phones differ.
  async function send() {
    if (busy) return;
    busy = true;
    try {
      let number;
      while ((number = Object.keys(marks)[0])) {
        const mark = marks[number];
        const age = Math.max(0, Date.now() - mark.at);
        const response = await fetch(location.href, {
          method: "POST",
          body: new URLSearchParams({ number, present: mark.present, age }),
          headers: { Accept: "application/json" },
          signal: AbortSignal.timeout(10000),
        });
        if (response.status >= 500 || response.status === 429) break;
        const answer = await response.json();
        if (marks[number]?.at !== mark.at) continue; // Pressed again in the meantime.
        store(number);
        if (response.ok) show(number, answer.present ? "1" : "0", "");
        else show(number, "", answer.sentence);
      }
    } catch {
      // No internet. The next round tries again.
    }
    busy = false;
    tell();
  }

  list.addEventListener("submit", (event) => {
    const number = event.target.number.value, present = event.submitter?.value;
    if (!present) return;
    event.preventDefault();
    store(number, { present, at: Date.now() });
    show(number, present, "nog niet verstuurd");
    tell();
    send();
  });
  for (const [number, mark] of Object.entries(marks)) show(number, mark.present, "nog niet verstuurd");
  addEventListener("online", send);
  setInterval(() => Object.keys(marks).length && send(), 15000);
  tell();
  send();
}

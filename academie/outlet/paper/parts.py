"""The parts of an item on paper, by type: everything that its page says, in the same order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from academie.core.enums import ContentType
from academie.library.blocks import Voice
from academie.library.procedure import procedure_for
from academie.outlet.paper.pictures import Album
from academie.outlet.paper.pieces import Fact, bullets, days, known, minutes, subheading, table
from academie.outlet.paper.rich import Block, Targets, blocks, plain
from academie.outlet.records import Record


@dataclass(slots=True)
class Parts:
    """`facts` stand in the head. `card` is what has to fit on the first sheet."""

    facts: list[Fact] = field(default_factory=list)
    card_heading: str = ""
    card: list[Block] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)

    def add(self, heading: str, found: Iterable[Block]) -> None:
        """Add a section, unless there is nothing in it."""
        content = list(found)
        if content:
            self.sections.append({"heading": heading, "blocks": content})


@dataclass(frozen=True, slots=True)
class Maker:
    """What a part is made of: the page, its record, its links and its pictures."""

    page: Any
    record: Record
    targets: Targets
    album: Album

    def rich(self, html: Any) -> list[Block]:
        """Return the blocks of a rich text."""
        return blocks(str(getattr(html, "source", html) or ""), self.targets)


def parts_of(maker: Maker) -> Parts:
    """Return all parts of an item."""
    return _MAKERS[maker.record.type](maker)


def _toolkit(maker: Maker) -> Parts:
    page, made = maker.page, Parts()
    made.facts = known(
        ("Tijd", minutes(page.minutes)),
        ("Groep", page.group_size),
        ("Voorbereiden", minutes(page.prep_minutes)),
        ("Nodig", page.materials),
    )
    made.card_heading = f"Maandagochtend: {page.moment}" if page.moment else "Maandagochtend"
    made.card = _titled(maker, page.actions)
    if page.escalate_when:
        made.card += [subheading("Opschalen als …"), *plain(page.escalate_when)]
        if page.escalate_to_id:
            made.card += _way_on(maker)
    made.add("Waar is dit voor?", maker.rich(page.purpose))
    made.add("Stap voor stap", _titled(maker, page.steps))
    files = [[{"text": row.title}] for row in page.downloads.all()]
    made.add("Bestanden", [bullets(files)] if files else [])
    return made


def _way_on(maker: Maker) -> list[Block]:
    """Return where to go on to, when that is public."""
    url = maker.targets.pages.get(maker.page.escalate_to_id, "")
    if not url:
        return []
    title = maker.page.escalate_to.title
    runs = [{"text": f"Zo loopt het verder: {title} ("}, {"text": url, "href": url}, {"text": ")"}]
    return [{"kind": "p", "runs": runs}]


def _procedure(maker: Maker) -> Parts:
    page, made = maker.page, Parts()
    shown = procedure_for(page, role="", variant="")
    if shown.days and not shown.open_terms:
        made.facts = [["Duurt", f"Hoogstens {days(shown.days)}"]]
    variant = next((one.label for one in shown.variants if one.selected), "")
    if variant and len(shown.variants) > 1:
        made.facts.append(["Variant", variant])
    rows = [
        [str(step.number), step.title, step.role_label or "Nog niet bekend", days(step.term_days)]
        for step in shown.steps
    ]
    made.add("In het kort", [table(["Stap", "Wat", "Wie", "Termijn"], rows)] if rows else [])
    differences = {
        number: list(block.value["variants"]) for number, block in enumerate(page.steps, start=1)
    }
    names = {one.value: one.label for one in shown.variants}
    made.add(
        "Stap voor stap",
        [
            piece
            for step in shown.steps
            for piece in _work_step(maker, step, differences.get(step.number, []), names)
        ],
    )
    notes = [f"{one.label}: {one.note}" for one in shown.variants if one.note]
    made.add(
        "Wat is er anders per variant?",
        [bullets([[{"text": note}] for note in notes])] if notes else [],
    )
    ladder = [
        [str(rung.number), rung.who, rung.when, days(rung.answer_days)] for rung in shown.rungs
    ]
    made.add(
        "Als het vastloopt",
        [table(["Trede", "Wie belt u?", "Wanneer?", "Antwoord binnen"], ladder)] if ladder else [],
    )
    return made


def _work_step(
    maker: Maker, step: Any, differences: Iterable[Any], names: Mapping[str, str]
) -> list[Block]:
    facts = known(
        ("Wie", step.role_label),
        ("Termijn", days(step.term_days)),
        ("Formulier", step.form_name),
        ("Klaar als", step.done_when),
        ("Loopt het vast?", f"Ga naar trede {step.rung.number}" if step.rung else ""),
    )
    made: list[Block] = [subheading(f"{step.number}. {step.title}"), *maker.rich(step.text)]
    if facts:
        made.append({"kind": "facts", "rows": facts})
    for other in differences:
        label = names.get(other["key"], "")
        text = maker.rich(other["text"])
        said = [part for part in (other["title"], days(other["term_days"])) if part]
        if label and (said or text):
            words = f"Bij {label}: {', '.join(said)}" if said else f"Bij {label}:"
            made += [{"kind": "p", "runs": [{"text": words, "bold": True}]}, *text]
    return made


def _story(maker: Maker) -> Parts:
    page, made = maker.page, Parts()
    count = page.search_minutes() or 1
    made.facts = [["Lezen", minutes(count)], *known(("Stemmen", ", ".join(page.voices())))]
    made.add("De situatie", maker.rich(page.situation))
    made.add("Momenten", [piece for one in page.moments for piece in _moment(one.value)])
    made.add("Wat we deden", maker.rich(page.approach))
    made.add("Wat het opleverde", maker.rich(page.outcome))
    made.add("Wat wij leerden", _titled(maker, page.lessons))
    made.add("Hoe het verder ging", maker.rich(page.aftermath))
    note = page.consent_note or "Verteld met toestemming van iedereen over wie dit gaat."
    made.add("Over dit verhaal", plain(note) if page.consent_given else [])
    return made


def _moment(value: Any) -> list[Block]:
    made = [subheading(value["title"])]
    for part in value["parts"]:
        label = Voice(part["voice"]).label
        first, *rest = plain(part["text"]) or [{"kind": "p", "runs": []}]
        first["runs"] = [{"text": f"{label}: ", "bold": True}, *first["runs"]]
        made += [first, *rest]
        if part["quote"]:
            made.append({"kind": "quote", "text": part["quote"], "who": label})
    return made


def _event(maker: Maker) -> Parts:
    page, made = maker.page, Parts()
    made.facts = known(
        ("Vorm", page.get_kind_display()),
        ("Kosten", page.costs_text),
        ("Tegenbezoek", page.return_visit),
    )
    rows = [
        [
            date_format(timezone.localtime(one.start), "l j F Y"),
            f"{timezone.localtime(one.start):%H.%M} – {timezone.localtime(one.end):%H.%M} uur",
            one.place + (", ook online" if one.online and one.place else "")
            or ("Online" if one.online else ""),
            "Gaat niet door" if one.cancelled else "Gaat door",
        ]
        for one in maker.record.meetings
    ]
    made.add("Wanneer", [table(["Dag", "Tijd", "Plaats", "Stand"], rows)] if rows else [])
    made.add("Waar gaat het over?", maker.rich(page.about))
    made.add("Programma", maker.rich(page.program))
    made.add("Wie ontvangt u?", plain(page.host_text))
    made.add("Zo bereidt u zich voor", plain(page.preparation))
    made.add("Neem mee", plain(page.bring))
    made.add("Wat u belooft", plain(page.confidentiality))
    return made


def _running_text(maker: Maker) -> Parts:
    made = Parts()
    heading = ""
    content: list[Block] = []
    for child in maker.page.body:
        if child.block_type == "heading":
            made.add(heading, content)
            heading, content = str(child.value), []
        else:
            content += _prose(maker, child)
    made.add(heading, content)
    return made


def _prose(maker: Maker, child: Any) -> list[Block]:
    value = child.value
    if child.block_type == "callout":
        inside = maker.rich(value["text"])
        return [{"kind": "callout", "title": value["title"], "blocks": inside}]
    if child.block_type == "quote":
        return [{"kind": "quote", "text": value["text"], "who": value["who"] or ""}]
    if child.block_type == "figure":
        alt, caption = value["alt_text"] or "", value["caption"] or ""
        found = maker.album.block(value["image"], "figure", alt, caption)
        return [found] if found else plain(caption)
    return maker.rich(value)


_MAKERS: Mapping[str, Callable[[Maker], Parts]] = {
    ContentType.TOOLKIT: _toolkit,
    ContentType.WERKINSTRUCTIE: _procedure,
    ContentType.PRAKTIJKVERHAAL: _story,
    ContentType.TRAINING: _event,
    ContentType.NIEUWS: _running_text,
    ContentType.PAGINA: _running_text,
}


def _titled(maker: Maker, stream: Iterable[Any]) -> list[Block]:
    return [
        piece
        for number, block in enumerate(stream, start=1)
        for piece in (
            subheading(f"{number}. {block.value['title']}"),
            *maker.rich(block.value["text"]),
        )
    ]

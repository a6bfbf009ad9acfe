"""Two versions of a page beside each other."""

from copy import deepcopy

import pytest
from django.template.loader import render_to_string

from academie.core.differences import Kind, PieceKind, Scope, as_line, as_lines, compare
from academie.library.models import ReadingLink
from academie.taxonomy.models import Role
from tests.factories import make_toolkit, make_werkinstructie

pytestmark = pytest.mark.django_db

STEPS = [
    ("Bel het wijkteam", 5, "11111111-1111-1111-1111-111111111111"),
    ("Plan een gesprek", 10, "22222222-2222-2222-2222-222222222222"),
    ("Schrijf de afspraken op", 3, "33333333-3333-3333-3333-333333333333"),
]


def steps(rows):
    """Raw steps with the ids that the editor keeps."""
    return [
        {
            "type": "step",
            "id": ident,
            "value": {
                "title": title,
                "text": "<p>Doe dit rustig.</p>",
                "role": "ib",
                "term_days": days,
                "variants": [],
            },
        }
        for title, days, ident in rows
    ]


@pytest.fixture
def pair(site):
    """Return a function that makes two versions of a werkinstructie from raw steps."""
    page = make_werkinstructie(site)

    def make(old, new):
        versions = deepcopy(page), deepcopy(page)
        for version, rows in zip(versions, (old, new), strict=True):
            version.steps = version.steps.stream_block.to_python(steps(rows))
        return versions

    return make


def test_the_same_page_differs_in_nothing(pair):
    assert compare(*pair(STEPS, STEPS)) == []


def test_a_term_is_told_with_its_step_and_its_unit(pair):
    changed = [STEPS[0], STEPS[1], ("Schrijf de afspraken op", 1, STEPS[2][2])]
    (change,) = compare(*pair(STEPS, changed))
    assert (change.label, change.kind) == ("Stap 3", Kind.CHANGED)
    (part,) = change.parts
    assert (part.label, part.before, part.after) == ("Termijn", "3 werkdagen", "1 werkdag")
    assert as_lines([change]) == ["Stap 3, termijn: was ‘3 werkdagen’, is nu ‘1 werkdag’."]


def test_a_new_step_moves_nothing_that_follows_it(pair):
    new = [STEPS[0], ("Vraag de ouders", 2, "44444444-4444-4444-4444-444444444444"), *STEPS[1:]]
    (change,) = compare(*pair(STEPS, new))
    assert (change.label, change.kind, change.title) == ("Stap 2", Kind.ADDED, "Vraag de ouders")
    assert {part.label: part.after for part in change.parts}["Termijn"] == "2 werkdagen"


def test_a_step_that_went_stands_where_it_stood(pair):
    changed = [STEPS[0], ("Schrijf alle afspraken op", 3, STEPS[2][2])]
    found = compare(*pair(STEPS, changed))
    assert [(one.label, one.kind) for one in found] == [
        ("Stap 2", Kind.REMOVED),
        ("Stap 2", Kind.CHANGED),
    ]


def test_a_step_that_moved_is_said_once(pair):
    (change,) = compare(*pair(STEPS, [STEPS[2], STEPS[0], STEPS[1]]))
    assert (change.label, change.kind, change.was) == ("Stap 1", Kind.MOVED, "Stap 3")


def test_steps_without_ids_are_found_by_likeness(pair):
    old = [(title, days, None) for title, days, _ in STEPS]
    new = [*old[:2], ("Schrijf de afspraken heel goed op", 3, None)]
    (change,) = compare(*pair(old, new))
    assert (change.label, change.kind) == ("Stap 3", Kind.CHANGED)


def test_running_text_is_compared_word_by_word(site):
    old = make_toolkit(site, purpose="<p>U belt de <b>ouders</b> meteen.</p>")
    new = deepcopy(old)
    new.purpose = "<p>U belt de ouders binnen een dag.</p>"
    (change,) = compare(old, new)
    assert [(piece.kind, piece.text.strip()) for piece in change.pieces] == [
        (PieceKind.SAME, "U belt de ouders"),
        (PieceKind.GONE, "meteen."),
        (PieceKind.NEW, "binnen een dag."),
    ]


def test_another_address_behind_the_same_words_is_a_difference(site):
    old = make_toolkit(site, purpose='<p>Zie <a href="https://a.example/">hier</a>.</p>')
    new = deepcopy(old)
    new.purpose = '<p>Zie <a href="https://b.example/">hier</a>.</p>'
    assert "b.example" in compare(old, new)[0].after
    old.purpose = '<p>Zie <a linktype="page" id="3">hier</a>.</p>'
    new.purpose = '<p>Zie <a linktype="page" id="4">hier</a>.</p>'
    assert compare(old, new)[0].after == "een link verwijst nu naar een andere plek"


def test_terms_choices_and_dates_are_words(site):
    old = make_toolkit(site)
    new = deepcopy(old)
    new.licence = "cc0-1.0"
    new.review_by = "2027-03-01"
    new.full_clean(exclude=["path", "depth", "content_type"])
    new.roles.set([Role.objects.get(slug="ib")])
    found = {change.label: change for change in compare(old, new)}
    assert found["Licentie"].after == "Vrij te gebruiken zonder voorwaarden (CC0)"
    assert found["Nakijken vóór"].after == "1 maart 2027"
    assert found["Rollen"].after == str(Role.objects.get(slug="ib"))


def test_technical_fields_are_left_out(site):
    old = make_toolkit(site)
    new = deepcopy(old)
    new.owner_id, new.has_unpublished_changes, new.gaps = None, True, ["x"]
    new.latest_revision_id = None
    assert compare(old, new) == []


def test_a_reading_link_hides_the_name_of_a_page_that_may_not_be_named(site):
    secret = make_toolkit(site, title="Nog geheim", publish=False)
    old = make_toolkit(site)
    new = deepcopy(old)
    new.reading_links = [ReadingLink(place="daarna", target=secret)]
    assert "Nog geheim" in as_line(compare(old, new))
    hidden = Scope(may_name=lambda thing: thing.pk != secret.pk)
    assert "Nog geheim" not in str(compare(old, new, hidden))


def test_a_scope_leaves_fields_out(site):
    old = make_toolkit(site)
    new = deepcopy(old)
    new.materials, new.title = "Krijt", "Anders"
    scope = Scope(shows=lambda model, name: name != "materials")
    assert [change.label for change in compare(old, new, scope)] == ["Titel"]


def test_the_page_of_differences_says_weg_and_nieuw_in_words(pair):
    changed = [STEPS[0], ("Plan <b>snel</b> een gesprek", 4, STEPS[1][2]), STEPS[2]]
    html = render_to_string("components/changes.html", {"changes": compare(*pair(STEPS, changed))})
    for piece in ("<del>10 werkdagen</del>", "<ins>4 werkdagen</ins>", "weg:", "nieuw:"):
        assert piece in html
    assert "<b>snel" not in html


def test_one_line_counts_what_it_leaves_out(site):
    old = make_toolkit(site)
    new = deepcopy(old)
    new.title, new.materials, new.minutes, new.group_size = "A", "B", 3, "C"
    assert as_line(compare(old, new), most=2).endswith("En nog 2 veranderingen.")

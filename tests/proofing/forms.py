"""The page editor's form as a browser sends it, and what a browser gets."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests import factories


def toolkit_form(page, **changes):
    """Return the POST of a complete toolkit with these fields changed."""
    given = {
        "title": page.title or "Zo geeft u een opdracht",
        "slug": page.slug or "zo-geeft-u-een-opdracht",
        "intro": "Een korte inleiding.",
        "purpose": rich_text("<p>Een opdracht die aankomt.</p>"),
        "moment": "",
        "actions": action("Zeg het in één zin.", "<p>Kort.</p>"),
        "minutes": 10,
        "prep_minutes": "",
        "group_size": "Hele klas",
        "materials": "",
        "escalate_when": "het na drie weken niet helpt.",
        "escalate_to": "",
        "steps": streamfield([]),
        "downloads": inline_formset([]),
        "reading_links": inline_formset([]),
        "image": "",
        "alt_decision": "",
        "alt_text": "",
        "illustration": "",
        "tags": "",
        "region": page.region_id or factories.Region.objects.get(slug="rotterdam").pk,
        "author_text": "",
        "organisation_text": "",
        "source_text": "",
        "evidence": 1,
        "valid_from": "",
        "valid_until": "",
        "review_by": "",
        "licence": "cc-by",
        "access": "open",
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
    }
    if page.pk:
        given |= {"licence": page.licence, "access": page.access}
    return nested_form_data(given | changes)


def action(title, html):
    """Return the actions of a toolkit: one, of this title and text."""
    return streamfield([("action", {"title": title, "text": rich_text(html)})])


def shown(client, address):
    """Return a page as a browser gets it."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()

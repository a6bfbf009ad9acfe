"""Synonyms and word rules in the admin: the forms, and what the preview says."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from academie.taxonomy.models import Synonym, WordRule
from tests import factories, worlds

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_taxonomy_synonym:add"
SYNONYM = {"direction": "one-way", "weight": "0.8", "note": "", "verified": "on"}
RULE = {"kind": "split", "lemma": "", "parts": "", "forms": "", "note": ""}


@pytest.fixture
def redacteur(client, vocabulary):
    user = factories.make_user("redactie")
    user.groups.add(Group.objects.get(name="Redacteur"))
    client.force_login(user)
    return client


@pytest.fixture
def cards(site, settings, tmp_path):
    with worlds.searchable(settings, tmp_path):
        factories.make_toolkit(site, title="Warme overdracht naar het wijkteam")
        factories.make_toolkit(site, title="Een kind dat schreeuwt")
        worlds.index_all()
        yield


def ask(client, name, data, **extra):
    return client.post(reverse(name), data, headers={"X-Requested-With": "fetch"}, **extra)


def test_preview_shows_what_a_synonym_would_find(redacteur, cards):
    values = SYNONYM | {"term": "warme overdracht", "words": "estafettestokje"}
    answer = ask(redacteur, "synonym_preview", values)

    assert "Wie ‘estafettestokje’ zoekt, vindt" in answer.text
    assert "Zonder deze regel: 0 kaarten" in answer.text
    assert "Met deze regel: 1 kaart (1 erbij)" in answer.text
    assert "Warme overdracht naar het wijkteam" in answer.text
    assert '<span class="oza-new">nieuw</span>' in answer.text
    assert "<html" not in answer.text
    assert not Synonym.objects.filter(term="warme overdracht").exists()


def test_preview_of_a_change_leaves_the_stored_rule_out(redacteur, cards):
    row = Synonym.objects.create(term="warme overdracht", words="estafettestokje")
    values = SYNONYM | {"term": "warme overdracht", "words": "doorgeefluik"}
    address = f"{reverse('synonym_preview')}?regel={row.pk}"
    answer = redacteur.post(address, values, headers={"X-Requested-With": "fetch"})
    found = {one.question: one for one in answer.context["preview"].compared}

    assert (found["doorgeefluik"].before.total, found["doorgeefluik"].after.total) == (0, 1)
    assert not answer.context["preview"].problems


def test_preview_warns_and_names_problems(redacteur, cards):
    values = SYNONYM | {"term": "TOS", "words": "taalachterstand\ntos"}
    text = ask(redacteur, "synonym_preview", values).text

    assert "zijn niet hetzelfde." in text
    assert "‘tos’ staat er al." in text


def test_preview_is_a_page_without_a_script(redacteur, cards):
    values = SYNONYM | {"term": "warme overdracht", "words": "<b>stokje</b>"}
    answer = redacteur.post(reverse("synonym_preview"), values)

    assert "Sluit dit tabblad" in answer.text
    assert "&lt;b&gt;stokje&lt;/b&gt;" in answer.text
    assert "<b>stokje" not in answer.text


@pytest.mark.parametrize("values", [{}, {"term": "x", "weight": "veel"}, {"regel": "9" * 30}])
def test_preview_of_half_a_form_is_calm(redacteur, cards, values):
    assert ask(redacteur, "synonym_preview", values).status_code == 200
    assert ask(redacteur, "word_rule_preview", values).status_code == 200
    assert redacteur.get(reverse("synonym_preview"), values).status_code == 200


def test_preview_without_an_index_looks_at_titles(redacteur, site, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nergens"
    factories.make_toolkit(site, title="Warme overdracht")
    values = SYNONYM | {"term": "overdracht", "words": "stokje"}
    answer = ask(redacteur, "synonym_preview", values)
    assert "alleen naar titels" in answer.text


def test_who_may_not_edit_the_lists_sees_no_preview(client, vocabulary):
    user = factories.make_user("specialist")
    user.groups.add(Group.objects.get(name="Specialist"))
    client.force_login(user)
    for name in ("synonym_preview", "word_rule_preview"):
        assert ask(client, name, {}).status_code in (302, 403)


def test_form_is_filled_by_the_report_and_shows_its_preview(redacteur, cards):
    address = f"{reverse(ADD)}?term=warme+overdracht&words=estafettestokje"
    answer = redacteur.get(address)

    form = answer.context["form"]
    assert (form["term"].value(), form["words"].value()) == ("warme overdracht", "estafettestokje")
    assert form["direction"].value() == "one-way"
    assert "Met deze regel: 1 kaart (1 erbij)" in answer.text
    assert "js/admin-preview.js" in answer.text


def test_form_refuses_what_is_there_already(redacteur):
    Synonym.objects.create(term="wijkteam", words="sociaal wijkteam")
    answer = redacteur.post(
        reverse(ADD), SYNONYM | {"term": "sociaal wijkteam", "words": "wijkteams"}
    )
    assert "‘wijkteams’ vindt ‘sociaal wijkteam’ al" in answer.text
    assert not Synonym.objects.filter(term="sociaal wijkteam").exists()


def test_form_does_not_hold_a_synonym_against_itself(redacteur):
    row = Synonym.objects.create(term="wijkteam", words="sociaal wijkteam")
    address = reverse("wagtailsnippets_taxonomy_synonym:edit", args=[row.pk])
    redacteur.post(address, SYNONYM | {"term": "wijkteam", "words": "sociaal wijkteam\nwijkploeg"})
    row.refresh_from_db()
    assert row.word_list == ["sociaal wijkteam", "wijkploeg"]


def test_saving_related_words_warns_and_saves(redacteur):
    values = SYNONYM | {"term": "ESM", "words": "taalachterstand"}
    answer = redacteur.post(reverse(ADD), values, follow=True)
    assert "Let op: ‘ESM’ en ‘taalachterstand’ zijn niet hetzelfde." in answer.text
    assert Synonym.objects.filter(term="ESM").exists()


def test_preview_shows_how_a_word_is_read(redacteur, cards):
    values = RULE | {"word": "wijkdrempel", "parts": "wijk | drempel", "forms": "wijkdrempels"}
    answer = ask(redacteur, "word_rule_preview", values)
    one, other = answer.context["preview"].analysed

    assert (one.lemma, one.parts) == ("wijkdrempel", ("wijk", "drempel"))
    assert other.lemma == "wijkdrempel"
    assert "delen: wijk + drempel" in answer.text
    assert "Wie nu ‘wijkdrempel’ zoekt, vindt 0 kaarten" in answer.text
    assert not WordRule.objects.filter(word="wijkdrempel").exists()


def test_preview_of_a_saved_rule_compares_with_the_word_without_it(redacteur, cards):
    rule = WordRule.objects.create(word="wijkverbinder", kind="whole")
    address = f"{reverse('word_rule_preview')}?regel={rule.pk}"
    values = RULE | {"word": "wijkverbinder", "kind": "whole"}
    preview = redacteur.post(address, values).context["preview"]

    assert not preview.problems
    assert preview.analysed[0].parts == ("wijkverbinder",)
    assert preview.analysed[0].parts_now == ("wijk", "verbinder")


def test_preview_says_when_a_rule_changes_nothing(redacteur, cards):
    values = RULE | {"word": "wijkteams", "kind": "inflect", "lemma": "wijkteam"}
    assert "Deze regel verandert niets" in ask(redacteur, "word_rule_preview", values).text


def test_preview_names_the_problem_of_a_word(redacteur, cards):
    text = ask(redacteur, "word_rule_preview", RULE | {"word": "wijkdrempel"}).text
    assert "Schrijf ten minste twee delen op" in text


def test_saving_a_word_rule_tells_about_the_index(redacteur):
    address = reverse("wagtailsnippets_taxonomy_wordrule:add")
    values = RULE | {"word": "wijkdrempel", "parts": "wijk|drempel"}
    answer = redacteur.post(address, values, follow=True)
    assert "op de achtergrond opnieuw gemaakt" in answer.text
    assert WordRule.objects.get().parts == "wijk | drempel"

    gone = reverse("wagtailsnippets_taxonomy_wordrule:delete", args=[WordRule.objects.get().pk])
    assert "op de achtergrond opnieuw gemaakt" in redacteur.post(gone, follow=True).text


def test_lists_are_searched(redacteur):
    WordRule.objects.create(word="wijkdrempel", parts="wijk | drempel")
    address = reverse("wagtailsnippets_taxonomy_wordrule:list")
    assert "wijkdrempel" in redacteur.get(address, {"q": "drempel"}).text

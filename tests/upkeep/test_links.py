"""Links in live items: collected, looked at in turn, and told of once."""

import time
from datetime import timedelta
from threading import Event
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from academie.mail.models import OutgoingMail
from academie.upkeep import jobs
from academie.upkeep.links import checking
from academie.upkeep.links.checking import Checker, Pace, claim, write_down
from academie.upkeep.links.collect import collect_all, links_in
from academie.upkeep.links.fetch import Look
from academie.upkeep.links.telling import tell_makers
from academie.upkeep.models import ExternalLink, LinkUse
from tests import factories

pytestmark = pytest.mark.django_db

LINK = '<p><a href="https://een.example/a?b=1&amp;c=2#deel">hier</a>.</p>'


@pytest.fixture
def page(site):
    maker = factories.make_user("maker", email="maker@academie.nl")
    return factories.make_toolkit(
        site,
        owner=maker,
        purpose=LINK,
        source_text="Zie https://twee.example/x.",
        steps=[("step", {"title": "Kijk", "text": '<p><a href="http://drie.example/">x</a></p>'})],
    )


def urls():
    return sorted(ExternalLink.objects.values_list("url", flat=True))


class TestCollecting:
    def test_links_of_all_kinds_of_fields(self, page):
        assert sorted(links_in(page)) == [
            "http://drie.example/",
            "https://een.example/a?b=1&c=2",
            "https://twee.example/x",
        ]

    @pytest.mark.parametrize(
        ("html", "found"),
        [
            ('<a href="https://w.example/A_(b)">x</a>', ["https://w.example/A_(b)"]),
            ("(zie https://w.example/A_(b)).", ["https://w.example/A_(b)"]),
            ("(https://w.example/a)", ["https://w.example/a"]),
            ('<a href="https://w.example/a!">x</a>!', ["https://w.example/a!"]),
            ('<a href="/toolkits/x/#b">x</a>', ["http://localhost/toolkits/x/"]),
            ('<a href="//w.example/">x</a> <a href="#deel">y</a>', []),
            ('<a href="mailto:a@w.example">x</a> <a href="tel:010">y</a>', []),
            ("HTTPS://W.example/A, en", ["HTTPS://W.example/A"]),
        ],
    )
    def test_where_an_address_ends(self, site, html, found):
        page = factories.make_toolkit(site, purpose=f"<p>{html}</p>")
        assert links_in(page) == found

    def test_a_page_of_ours_that_was_taken_off_is_dead_at_once(self, site):
        other = factories.make_toolkit(site, title="Ander")
        maker = factories.make_user("maker", email="maker@academie.nl")
        html = f'<p><a id="{other.pk}" linktype="page">ander</a></p>'
        factories.make_toolkit(site, purpose=html, owner=maker)
        assert not collect_all()
        other.unpublish()
        collect_all()
        collect_all()
        (link,) = ExternalLink.objects.all()
        assert link.url.endswith("/ander/")
        assert tell_makers()
        assert not tell_makers()
        assert "/ander/" in OutgoingMail.objects.get().text
        other.get_latest_revision().publish()
        assert collect_all()
        assert not ExternalLink.objects.exists()

    def test_only_of_live_pages_and_each_once(self, site, page):
        factories.make_toolkit(site, title="Concept", publish=False, source_text="https://vier.nl/")
        factories.make_toolkit(site, title="Ook", purpose=LINK)
        assert collect_all()
        assert not collect_all()
        assert len(urls()) == 3
        assert LinkUse.objects.count() == 4

    def test_a_link_that_went_is_forgotten(self, page, again):
        collect_all()
        page = again(page, purpose="<p>Niets.</p>")
        collect_all()
        assert len(urls()) == 2
        page.unpublish()
        collect_all()
        assert urls() == []


class TestLooking:
    def link(self, url="https://een.example/", **values):
        host = url.split("/")[2]
        return ExternalLink.objects.create(url=url, key=url, host=host, **values)

    def test_four_days_make_it_dead_and_not_four_times_a_day(self):
        link, now = self.link(), timezone.now()
        for _ in range(4):
            write_down(link.pk, Look("weg", 404), now)
        link.refresh_from_db()
        assert link.failures == 1
        for day in range(1, 4):
            write_down(link.pk, Look("onbereikbaar"), now + timedelta(days=day))
        link.refresh_from_db()
        assert link.failures == 4
        assert link.check_after == now + timedelta(days=10)

    @pytest.mark.parametrize("outcome", ["ok", "dicht", "geweigerd"])
    def test_any_other_answer_begins_again(self, outcome):
        link, now = self.link(failures=3), timezone.now()
        write_down(link.pk, Look(outcome, 200), now)
        link.refresh_from_db()
        assert (link.failures, link.check_after) == (0, now + timedelta(days=7))

    def test_one_of_a_host_at_a_time(self):
        now = timezone.now()
        first = self.link("https://een.example/1", check_after=now - timedelta(hours=2))
        self.link("https://een.example/2", check_after=now - timedelta(hours=1))
        other = self.link("https://twee.example/", check_after=now)
        assert claim(4, now) == [first, other]
        assert claim(4, now) == []
        later = [one.url for one in claim(4, now + timedelta(seconds=31))]
        assert later == ["https://een.example/2"]

    def test_a_round_never_waits_and_writes_what_comes(self):
        link = self.link()
        seen = Event()

        def slowly(url, known):
            seen.wait(30)
            return Look("ok", 200, etag='"x"')

        slow = Checker(slowly)
        assert slow.round()
        assert slow.is_busy
        seen.set()
        for _ in range(200):
            slow.round()
            if not slow.is_busy:
                break
            time.sleep(0.02)
        link.refresh_from_db()
        assert (link.outcome, link.status, link.etag) == ("ok", 200, '"x"')

    def test_a_host_is_asked_once_a_second(self, monkeypatch):
        waited: list[float] = []
        own = SimpleNamespace(monotonic=time.monotonic, sleep=waited.append)
        monkeypatch.setattr(checking, "time", own)
        pace = Pace(1.0)
        for host in ("een", "twee", "een", "een"):
            pace(host)
        assert [round(one) for one in waited] == [0, 0, 1, 2]

    def test_an_installation_that_stays_inside_asks_nothing(self, settings, monkeypatch):
        self.link()
        settings.LINK_CHECK = False
        monkeypatch.setattr(jobs._checker, "_see", pytest.fail)
        assert not jobs.check_links()


class TestTelling:
    @pytest.fixture
    def dead(self, page):
        collect_all()
        ExternalLink.objects.filter(host="een.example").update(failures=4, outcome="weg")
        return page

    def test_the_maker_hears_once(self, dead):
        assert tell_makers()
        assert not tell_makers()
        mail = OutgoingMail.objects.get(kind="dode-link")
        assert mail.to == "maker@academie.nl"
        assert "https://een.example/a?b=1&c=2" in mail.text
        assert "twee.example" not in mail.text

    def test_a_link_that_came_back_and_died_again_is_told_again(self, dead):
        tell_makers()
        link = ExternalLink.objects.get(host="een.example")
        write_down(link.pk, Look("ok", 200), timezone.now())
        assert not tell_makers(timezone.now() + timedelta(days=1))
        ExternalLink.objects.filter(pk=link.pk).update(failures=4)
        assert tell_makers(timezone.now() + timedelta(days=20))

    def test_the_editors_see_them_and_others_do_not(self, client, dead):
        editor = factories.make_user("redacteur", email="r@academie.nl")
        editor.groups.add(Group.objects.get(name="Redacteur"))
        client.force_login(editor)
        screen = client.get("/beheer/reports/dode-links/").text
        assert "https://een.example/a?b=1&amp;c=2" in screen
        assert "twee.example" not in screen
        specialist = factories.make_user("specialist")
        specialist.groups.add(Group.objects.get(name="Specialist"))
        client.force_login(specialist)
        assert "een.example" not in client.get("/beheer/reports/dode-links/").text

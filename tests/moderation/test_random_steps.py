"""A thousand steps of people who try whatever they can: nobody's own work reaches readers.

The same seed gives the same steps. A control run with the gates open has to find what they prevent,
or this test would prove nothing.
"""

import contextlib
import random
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Revision

from academie.core.publishing import without_gates
from academie.core.schedule import publish_what_is_due
from academie.library.models import Toolkit
from academie.moderation import deciding
from academie.moderation.claiming import claim, release
from academie.moderation.digest import digest_of
from academie.moderation.models import Approval, Review
from academie.moderation.overriding import publish_without_reader
from academie.moderation.submitting import submit, take_back
from tests.moderation.invariant import own_work_online
from tests.moderation.people import changed, person, written

pytestmark = pytest.mark.django_db

STEPS, CONTROL_STEPS, SEED = 1_000, 120, 20261123
LOOK_EVERY = 20


class Playground:
    """People, pages, and everything that somebody can do to a page."""

    def __init__(self, site, client, seed):
        self.random = random.Random(seed)
        self.client = client
        self.wrote = {}
        self.people = [
            person("anna", "Specialist"),
            person("bea", "Redacteur"),
            person("cor", "Redacteur"),
            person("dirk", "Regioredacteur", "rotterdam"),
            person("els", "Beheerder"),
            person("fien", is_superuser=True),
        ]
        self.pages = [
            written(site, self.random.choice(self.people), title=f"Tekst {n}", slug=f"tekst-{n}").pk
            for n in range(6)
        ]
        self.steps = [
            *[self.edit] * 3, *[self.hand_in] * 4, *[self.read] * 8,
            self.take_back, self.send_back, self.take, self.give_back,
            self.publish, self.publish_below, self.bulk, self.by_api, self.plan, self.due,
            self.write_over, self.copy, self.revert, self.unpublish, self.by_screen,
            self.by_workflow, self.override,
        ]  # fmt: skip
        self.written_by_few = [
            self.edit, self.write_over, self.plan, self.copy, self.revert,
        ]  # fmt: skip

    def run(self, steps):
        """Take so many steps; return what was found wrong, and how many publications there were."""
        wrong, online = [], set()
        for number in range(steps):
            step = self.random.choice(self.steps)
            user = self.random.choice(self.people)
            page = Toolkit.objects.get(pk=self.random.choice(self.pages))
            if step in self.written_by_few and self.random.random() < 0.85:
                # A text that everybody wrote has nobody left to read it.
                user = self.people[page.pk % 3]
            with contextlib.suppress(PermissionDenied, ValidationError):
                step(user, page)
            live = Toolkit.objects.filter(live=True).values_list("live_revision_id", flat=True)
            online |= set(live)
            if number % LOOK_EVERY == 0 or number == steps - 1:
                wrong += own_work_online() + self.own_words_online()
        return wrong, online

    def own_words_online(self):
        """Look at the words themselves: what readers see, and who typed exactly that."""
        found = []
        for page in Toolkit.objects.filter(live=True).select_related("live_revision"):
            typed = {self.wrote.get(page.title), self.wrote.get(page.intro)} - {None}
            given = Approval.objects.filter(
                page=page, revision=page.live_revision, digest=digest_of(page.live_revision)
            )
            readers = set(given.values_list("reader_id", flat=True))
            alone = given.filter(as_what=Approval.AsWhat.OVERRIDE).exists()
            if typed and not alone and not readers - typed:
                found.append(f"{page.pk} shows words of {typed}, read by {readers}")
        return found

    def edit(self, user, page):
        changed(page, user, **self._words(user, page), go_live_at=None)

    def write_over(self, user, page):
        """As the editor does while somebody types, also after her version went online."""
        newest = page.get_latest_revision_as_object()
        for field, words in self._words(user, page).items():
            setattr(newest, field, words)
        newest.save_revision(user=user, overwrite_revision=page.latest_revision, log_action=True)

    def hand_in(self, user, page):
        submit(page, user)

    def take_back(self, user, page):
        take_back(page, user)

    def read(self, user, page):
        deciding.approve(self._review(page), user)

    def send_back(self, user, page):
        deciding.refuse(self._review(page), user, reason="Dit moet echt nog anders.")

    def take(self, user, page):
        claim(self._review(page), user)

    def give_back(self, user, page):
        release(self._review(page), user)

    def publish(self, user, page):
        page.latest_revision.publish(user=user, skip_permission_checks=self._toss())

    def publish_below(self, user, page):
        action = PublishPageRevisionAction(self._version(page), user=user)
        action.execute(skip_permission_checks=self._toss())

    def bulk(self, user, page):
        self.client.force_login(user)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        self.client.post(f"{url}?id={page.pk}", {"include_descendants": "on"})

    def by_api(self, user, page):
        self.client.force_login(user)
        self.client.post(f"/beheer/api/main/pages/{page.pk}/action/publish/")

    def plan(self, user, page):
        soon = timezone.now() + timedelta(hours=1)
        newest = changed(page, user, **self._words(user, page), go_live_at=soon)
        newest.latest_revision.publish(user=user)

    def due(self, user, page):
        past = timezone.now() - timedelta(minutes=1)
        Revision.objects.filter(pk=self._version(page).pk).update(approved_go_live_at=past)
        publish_what_is_due()
        # What was held back stays planned, and would be tried again at every later stroke.
        Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=None)

    def copy(self, user, page):
        slug = f"kopie-{self.random.random():.9f}".replace(".", "-")
        action = CopyPageAction(
            page, user=user, keep_live=self._toss(), update_attrs={"slug": slug}
        )
        made = action.execute(skip_permission_checks=self._toss())
        self.pages[self.random.randrange(len(self.pages))] = made.pk

    def revert(self, user, page):
        RevertToPageRevisionAction(page, self._version(page), user=user).execute()

    def unpublish(self, user, page):
        page.unpublish(user=user)

    def by_screen(self, user, page):
        review = self._review(page)
        self.client.force_login(user)
        data = {"digest": review.digest if self._toss() else ""}
        self.client.post(reverse("moderation_approve", args=[review.pk]), data)

    def by_workflow(self, user, page):
        state = page.current_workflow_task_state
        if state is not None:
            state.task.specific.on_action(state, user, "approve")

    def override(self, user, page):
        if self.random.random() < 0.2:
            publish_without_reader(page, user, "Het kan echt niet wachten tot morgen.")

    def _words(self, user, page):
        """Return a field with new words, and remember whose they are; the rest stays another's."""
        words = f"{page.slug} {self.random.random():.6f}"
        self.wrote[words] = user.pk
        return {self.random.choice(["title", "intro"]): words}

    def _review(self, page):
        review = Review.objects.filter(page_id=page.pk).order_by("-pk").first()
        if review is None:
            raise PermissionDenied
        return review

    def _version(self, page):
        return self.random.choice(list(page.revisions.order_by("pk")))

    def _toss(self):
        return self.random.random() < 0.5


@pytest.mark.slow
def test_nobody_publishes_her_own_work_in_a_thousand_steps(site, client):
    playground = Playground(site, client, SEED)
    wrong, online = playground.run(STEPS)
    assert wrong == []
    # Enough went online, by enough different people, for this to mean something.
    assert len(online) > 15
    read = Approval.objects.exclude(as_what=Approval.AsWhat.OVERRIDE)
    assert read.values("reader").distinct().count() >= 4
    assert Review.objects.filter(outcome=Review.Outcome.EDITED).exists()


def test_control_run_without_gates_finds_violations(site, client):
    with without_gates():
        wrong, _ = Playground(site, client, SEED).run(CONTROL_STEPS)
    assert wrong

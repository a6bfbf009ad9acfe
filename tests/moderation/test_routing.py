"""Who is asked to read, who may, and who gets to see what waits."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.models import TaskState

from academie.library.models import Toolkit
from academie.mail.models import OutgoingMail
from academie.moderation import deciding, kinds
from academie.moderation.models import Approval, ReviewRoute
from academie.moderation.peers import TRUSTED_AFTER
from academie.moderation.routing import as_what
from academie.moderation.visible import reviews_for
from academie.taxonomy.models import Cluster, Region
from tests import factories
from tests.moderation.people import handed_in, person

pytestmark = pytest.mark.django_db


def asked():
    return {mail.to.partition("@")[0] for mail in OutgoingMail.objects.filter(kind=kinds.ASKED)}


@pytest.fixture
def two_regions(site):
    factories.make_region("delft", "Delft", Region.Kind.MUNICIPALITY)
    return person("rood", "Regioredacteur", "rotterdam"), person("blauw", "Regioredacteur", "delft")


def test_regional_editor_gets_only_her_own(site, writer, editor, two_regions):
    mine, other = two_regions
    inside = Region.objects.get(slug="carnisse")
    review = handed_in(site, writer, region=inside)
    assert asked() == {"rood"}
    assert list(reviews_for(mine)) == [review]
    assert list(reviews_for(other)) == []
    assert list(reviews_for(editor)) == [review]
    assert as_what(review, mine) == Approval.AsWhat.REGIONAL
    assert as_what(review, other) == ""
    with pytest.raises(deciding.NotPossible, match="hoort niet bij"):
        deciding.approve(review, other)


def test_editor_is_asked_where_nobody_cares_for_the_region(site, writer, editor, two_regions):
    handed_in(site, writer, region=factories.make_region("weert", "Weert", "gemeente"))
    assert asked() == {"redactie"}


def test_maker_is_never_asked_nor_shown_her_own(site, editor):
    beheer = person("beheer", "Beheerder")
    review = handed_in(site, editor)
    assert asked() == {"beheer"}
    assert list(reviews_for(editor)) == []
    assert list(reviews_for(beheer)) == [review]
    task = review.task_state.task.specific
    assert not task.get_task_states_user_can_moderate(editor).exists()
    assert task.get_task_states_user_can_moderate(beheer).get() == review.task_state
    assert list(TaskState.objects.reviewable_by(editor)) == []
    assert task.get_actions(review.page.specific, editor) == []
    assert {name for name, *_ in task.get_actions(review.page.specific, beheer)} == {
        "approve",
        "reject",
    }


def test_route_goes_before_the_rule(site, writer, editor):
    kind = ContentType.objects.get_for_model(Toolkit)
    expert = person("kenner", "Specialist")
    everywhere = ReviewRoute.objects.create(content_type=kind)
    everywhere.groups.add(Group.objects.get(name="Beheerder"))
    precise = ReviewRoute.objects.create(
        content_type=kind, region=Region.objects.get(slug="rotterdam")
    )
    precise.people.add(expert)
    person("beheer", "Beheerder")
    review = handed_in(site, writer)
    assert asked() == {"kenner"}
    assert as_what(review, expert) == Approval.AsWhat.ROUTE
    assert list(reviews_for(expert)) == [review]
    deciding.approve(review, expert)
    review.page.refresh_from_db()
    assert review.page.live


def test_one_route_for_each_combination(site):
    ReviewRoute.objects.create()
    with pytest.raises(ValidationError, match="al een leesroute"):
        ReviewRoute().full_clean()


@pytest.fixture
def peer(site):
    """A specialist of cluster 2 who has pieces of her own behind her."""
    user = person("vakgenoot", "Specialist")
    user.clusters.set(Cluster.objects.filter(slug="cluster-2"))
    return user


def trust(site, user, reader):
    for number in range(TRUSTED_AFTER):
        review = handed_in(site, user, title=f"Stuk {number}", slug=f"{user.username}-{number}")
        deciding.approve(review, reader)


def test_first_contributions_go_to_an_editor(site, writer, editor, peer):
    trust(site, peer, editor)
    review = handed_in(site, writer, clusters=["cluster-2"])
    assert not review.peers_may
    assert as_what(review, peer) == ""


def test_peer_reads_what_a_known_author_writes_about_her_field(site, writer, editor, peer):
    trust(site, writer, editor)
    review = handed_in(site, writer, clusters=["cluster-2"])
    assert review.peers_may
    # Two new accounts do not vouch for each other.
    assert as_what(review, peer) == ""
    trust(site, peer, editor)
    assert as_what(review, peer) == Approval.AsWhat.PEER
    assert review in reviews_for(peer)
    peer.clusters.clear()
    assert as_what(review, peer) == ""
    assert review not in reviews_for(peer)


def test_story_never_goes_to_a_peer(site, writer, editor, peer):
    trust(site, writer, editor)
    trust(site, peer, editor)
    review = handed_in(site, writer, "praktijkverhaal", clusters=["cluster-2"], not_traceable=False)
    assert not review.peers_may
    assert as_what(review, peer) == ""


def test_nobody_without_an_account(site, writer):
    review = handed_in(site, writer)
    assert list(reviews_for(AnonymousUser())) == []
    assert as_what(review, AnonymousUser()) == ""
    stopped = person("weg", "Redacteur", is_active=False)
    assert list(reviews_for(stopped)) == []
    assert as_what(review, stopped) == ""

"""Work that is handed in reaches somebody who may publish it."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow

from academie.moderation.models import FourEyesTask
from tests import factories

pytestmark = pytest.mark.django_db


def test_review_step_belongs_to_our_editors():
    assert not GroupApprovalTask.objects.exists()
    task = FourEyesTask.objects.get(active=True)
    assert set(task.groups.values_list("name", flat=True)) == {
        "Redacteur",
        "Regioredacteur",
        "Beheerder",
    }
    assert Workflow.objects.get(active=True).name == "Nakijken door de redactie"
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_handed_in_work_waits_for_an_editor(site):
    writer = factories.make_user("schrijver")
    editor = factories.make_user("redacteur")
    editor.groups.add(Group.objects.get(name="Redacteur"))
    page = factories.make_toolkit(site, publish=False, owner=writer)
    workflow = page.get_workflow()
    workflow.start(page, writer)
    task = page.current_workflow_task
    actions = [name for name, *_ in task.get_actions(page, editor)]
    assert "approve" in actions
    assert [name for name, *_ in task.get_actions(page, writer)] == []

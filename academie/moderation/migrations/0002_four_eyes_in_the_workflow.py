"""The review step becomes one in which nobody approves what she made; running reviews go along.

A step keeps its number, its name and its groups: only its kind changes, so every running state
stays where it is.
"""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

FROM = ("wagtailcore", "GroupApprovalTask")
TO = ("moderation", "FourEyesTask")
DAYS = 7


def _turn(apps, from_model, to_model):
    """Make every step of one kind a step of the other; both are a small row beside the step."""
    From, To = apps.get_model(*from_model), apps.get_model(*to_model)
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=to_model[0], model=to_model[1].lower()
    )
    for old in list(From.objects.all()):
        groups = list(old.groups.all())
        old.groups.clear()
        From.objects.filter(pk=old.pk)._raw_delete(From.objects.db)
        new = To(task_ptr_id=old.pk, name=old.name, active=old.active, content_type=kind)
        new.save()
        new.groups.set(groups)


def use_four_eyes(apps, schema_editor):
    """Turn the steps; what waits at one gets its review, a week from now."""
    from academie.moderation.digest import digest_of

    _turn(apps, FROM, TO)
    Review, Revision = apps.get_model("moderation.Review"), apps.get_model("wagtailcore.Revision")
    steps = apps.get_model(*TO).objects.values("pk")
    running = apps.get_model("wagtailcore.TaskState").objects.filter(
        status="in_progress", task__in=steps, revision__object_id__regex=r"^\d+$"
    )
    for state in running.select_related("revision", "workflow_state"):
        page = apps.get_model("wagtailcore.Page").objects.filter(pk=state.revision.object_id)
        page = page.first()
        if page is None or state.revision.base_content_type.model != "page":
            continue
        region = state.revision.content.get("region")
        region = apps.get_model("taxonomy.Region").objects.filter(pk=region).first()
        review = Review.objects.create(
            task_state=state,
            page=page,
            revision=state.revision,
            digest=digest_of(state.revision),
            region=region,
            handed_in_by=state.workflow_state.requested_by,
            due_on=timezone.localdate() + timedelta(days=DAYS),
        )
        versions = Revision.objects.filter(
            base_content_type=state.revision.base_content_type,
            object_id=state.revision.object_id,
            pk__gt=page.live_revision_id or 0,
            pk__lte=state.revision_id,
        )
        makers = set(versions.exclude(user=None).values_list("user_id", flat=True))
        review.makers.set(makers | ({page.owner_id} if page.owner_id else set()))


def use_group_approval(apps, schema_editor):
    """Turn them back; Wagtail's own step knows no reviews."""
    _turn(apps, TO, FROM)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_review_workflow"),
        ("moderation", "0001_approvals_and_reviews"),
    ]

    operations = [migrations.RunPython(use_four_eyes, use_group_approval)]

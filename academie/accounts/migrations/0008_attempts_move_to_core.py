"""What limits are counted with stands in core now.

Nothing is moved: the rows count for a day at most, and until then somebody may try once more.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_people_and_login_links"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Attempt",
        ),
    ]

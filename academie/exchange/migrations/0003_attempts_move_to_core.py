"""What limits are counted with stands in core now.

Nothing is moved: the rows count for a day at most, and until then somebody may try once more.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_sign_up"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Attempt",
        ),
    ]

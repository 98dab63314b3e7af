import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Helping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("may_order", models.BooleanField()),
                ("may_read", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("until_on", models.DateField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "helped",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "society",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.society",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["society", "helped"], name="helping_of_helped"),
                    models.Index(fields=["society", "helper"], name="helping_of_helper"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="helping_helping_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("may_order", True), ("may_read", True), _connector="OR"
                        ),
                        name="helping_in_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("helper", models.F("helped")), _negated=True),
                        name="helping_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("helper", None)),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("email", ""),
                                ("helper__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="helping_accepted_by_a_helper",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("ended_at", None)),
                        fields=("society", "helped", "email"),
                        name="helping_offered_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("helper__isnull", False)),
                        fields=("society", "helped", "helper"),
                        name="helping_once_at_a_time",
                    ),
                ],
            },
        ),
    ]

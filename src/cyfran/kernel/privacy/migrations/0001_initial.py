import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("what", models.TextField()),
                ("happened", models.TextField()),
                ("people", models.IntegerField(null=True)),
                ("sorts", models.TextField()),
                ("noticed_at", models.DateTimeField()),
                ("logged_at", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="privacy_breach_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="breach_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="breach_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("noticed_at__lte", models.F("logged_at"))),
                        name="breach_noticed_before_it_is_logged",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("copy", "A copy of what is held about me"),
                            ("right", "Put something right"),
                            ("erase", "Erase me"),
                            ("restrict", "Keep it, but do not use it"),
                            ("object", "I object to what is done with it"),
                            ("complain", "I complain about how my data is treated"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("person_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("put_off_at", models.DateTimeField(null=True)),
                ("put_off_why", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("partly", "Partly done"),
                            ("refused", "Not done"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
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
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["society", "due_on"],
                        name="requests_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="privacy_request_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("society", "person_id", "kind"),
                        name="request_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("outcome", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="request_answered_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            models.Q(("answer", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="request_answered_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(
                                ("answer", ""),
                                ("person_id", None),
                                ("put_off_why", ""),
                                ("words", ""),
                            ),
                            _connector="OR",
                        ),
                        name="request_erased_is_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("measure", "We did something about it"),
                            ("commissioner", "We told the Information Commissioner"),
                            ("no_risk", "Nobody is at risk: the Commissioner need not be told"),
                            ("people", "We told the people whose data it is"),
                            ("closed", "It is over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="privacy.breach",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="privacy_step_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="breach_step_says_what",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "closed")),
                        fields=("society", "breach"),
                        name="breach_closed_once",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("demonstration", models.BooleanField(default=False)),
                ("clock_offset", models.DurationField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="installation_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("demonstration", True), ("clock_offset", "0"), _connector="OR"
                        ),
                        name="only_a_demonstration_moves_its_clock",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleDefinition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                (
                    "model_rules",
                    models.CharField(
                        choices=[
                            ("multi", "Multi-stakeholder society"),
                            ("worker", "Worker co-operative"),
                            ("consumer", "Consumer co-operative"),
                            ("benefit", "Community benefit society"),
                        ],
                        max_length=12,
                    ),
                ),
                ("floor", models.BigIntegerField()),
                ("ceiling", models.BigIntegerField()),
                ("default", models.BigIntegerField()),
                ("resolution", models.CharField(max_length=20)),
                ("needs_registration", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "model_rules"), name="rule_defined_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("floor__lte", models.F("default")),
                            ("default__lte", models.F("ceiling")),
                        ),
                        name="rule_default_within_bounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Society",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", cyfran.kernel.languages.BilingualField()),
                ("purpose", cyfran.kernel.languages.BilingualField(blank=True, null=True)),
                (
                    "model_rules",
                    models.CharField(
                        choices=[
                            ("multi", "Multi-stakeholder society"),
                            ("worker", "Worker co-operative"),
                            ("consumer", "Consumer co-operative"),
                            ("benefit", "Community benefit society"),
                        ],
                        default="multi",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("forming", "Forming"),
                            ("registered", "Registered"),
                            ("suspended", "Suspended"),
                            ("dissolved", "Dissolved"),
                            ("merged", "Merged"),
                        ],
                        default="forming",
                        max_length=12,
                    ),
                ),
                ("registration_number", models.CharField(blank=True, max_length=20)),
                ("registered_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("office_address", models.TextField(blank=True)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("accent", models.CharField(blank=True, max_length=7)),
                ("zone", models.CharField(default="Europe/London", max_length=40)),
                ("currency", models.CharField(default="GBP", max_length=3)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="society_slug_once"),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z][a-z0-9-]{1,58}$")),
                        name="society_slug_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "forming"),
                            models.Q(
                                ("registered_on__isnull", False),
                                models.Q(("registration_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="society_registered_with_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                            ("person", "Person"),
                            ("household", "Household"),
                            ("organisation", "Organisation"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sort_key", models.CharField(blank=True, max_length=500)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("address", models.TextField(blank=True)),
                ("language", models.CharField(default="en", max_length=2)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
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
                (
                    "society_behind",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.society",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["society", "sort_key"], name="party_in_order"),
                    models.Index(fields=["person"], name="party_of_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="societies_party_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "person"), name="party_of_a_person_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="party_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                            ("founding", "The founding meeting"),
                            ("resolution", "A carried resolution"),
                            ("appointment", "An appointment"),
                            ("job", "A scheduled job"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reference", models.CharField(max_length=80)),
                ("since", models.DateTimeField()),
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
                        fields=("society", "id"), name="societies_mandate_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "kind", "reference"), name="mandate_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("secretary", "Secretary"),
                            ("treasurer", "Treasurer"),
                            ("board", "Board member"),
                            ("coordinator", "Coordinator"),
                            ("founder", "Founder"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.mandate",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="societies.party",
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
                        fields=("society", "id"), name="societies_appointment_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at__isnull", True)),
                        fields=("society", "party", "office"),
                        name="office_held_once_by_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="appointment_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("key", models.CharField(max_length=80)),
                ("value", models.BigIntegerField()),
                ("effective_from", models.DateTimeField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_versions",
                        to="societies.mandate",
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
                    models.Index(fields=["society", "key", "-number"], name="rule_versions_of_key")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="societies_ruleversion_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="rule_chain_without_forks"
                    ),
                ],
            },
        ),
    ]

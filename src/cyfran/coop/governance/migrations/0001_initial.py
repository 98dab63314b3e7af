import django.db.models.deletion
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Elector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("class_code", models.CharField(max_length=12)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.member",
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
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                            ("annual", "Annual general meeting"),
                            ("special", "Special general meeting"),
                            ("board", "Board meeting"),
                            ("circle", "Circle meeting"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", cyfran.kernel.languages.BilingualField()),
                ("place", cyfran.kernel.languages.BilingualField()),
                ("online", models.BooleanField(default=False)),
                ("held_at", models.DateTimeField()),
                ("called_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "Being prepared"),
                            ("noticed", "Notice given"),
                            ("open", "Under way"),
                            ("adjourned", "Adjourned"),
                            ("closed", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="called",
                        max_length=9,
                    ),
                ),
                ("notice_given_at", models.DateTimeField(null=True)),
                ("notice_days", models.IntegerField(null=True)),
                ("notice_round", models.IntegerField(default=0)),
                ("roll", models.IntegerField(null=True)),
                ("quorum_needed", models.IntegerField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
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
                "indexes": [models.Index(fields=["society", "-held_at"], name="meetings_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_meeting_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_at__gt", models.F("called_at"))),
                        name="meeting_called_beforehand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["annual", "special", "board", "circle"])),
                        name="meeting_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["called", "cancelled"]),
                            models.Q(
                                ("notice_days__gte", 0),
                                ("notice_given_at__isnull", False),
                                ("notice_round__gt", 0),
                                ("quorum_needed__gt", 0),
                                ("roll__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_noticed_with_its_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
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
                            ("ordinary", "Ordinary resolution"),
                            ("extraordinary", "Extraordinary resolution"),
                            ("rule_change", "Change of the registered rules"),
                            ("entrenched", "Change of an entrenched rule"),
                            ("amalgamation", "Amalgamation or transfer of engagements"),
                            ("conversion", "Conversion into a company"),
                            ("dissolution", "Dissolution"),
                            ("confirmation", "Confirmation at a second meeting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", cyfran.kernel.languages.BilingualField()),
                ("text", cyfran.kernel.languages.BilingualField()),
                ("drafted_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("noticed", "Notice given"),
                            ("open", "Open"),
                            ("carried", "Carried"),
                            ("lost", "Lost"),
                            ("waiting", "Carried, waiting"),
                            ("enacted", "Carried out"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("number", models.IntegerField(null=True)),
                ("notice_given_at", models.DateTimeField(null=True)),
                ("opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("enact_after", models.DateTimeField(null=True)),
                ("notice_days", models.IntegerField(null=True)),
                ("waiting_days", models.IntegerField(null=True)),
                ("numerator", models.IntegerField(null=True)),
                ("denominator", models.IntegerField(null=True)),
                ("more_than", models.BooleanField(null=True)),
                ("of_all", models.BooleanField(default=False)),
                ("turnout_needed", models.IntegerField(default=0)),
                ("confirm_from", models.DateField(null=True)),
                ("confirm_by", models.DateField(null=True)),
                ("needs_registration", models.BooleanField(default=False)),
                ("text_hash", models.CharField(blank=True, max_length=64)),
                ("electorate_hash", models.CharField(blank=True, max_length=64)),
                ("electorate_count", models.IntegerField(null=True)),
                ("quorum_needed", models.IntegerField(null=True)),
                ("ballot_at", models.DateTimeField(null=True)),
                ("by_hands", models.BooleanField(default=False)),
                ("present", models.IntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("votes_for", models.IntegerField(null=True)),
                ("votes_against", models.IntegerField(null=True)),
                ("votes_abstained", models.IntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("registered_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=12)),
                (
                    "confirms",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="governance.resolution",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.mandate",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="governance.meeting",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "seconder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["noticed", "open", "waiting"])),
                        fields=["society", "closes_at"],
                        name="resolutions_due",
                    ),
                    models.Index(fields=["society", "-drafted_at"], name="resolutions_latest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_resolution_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="resolution_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "ordinary",
                                    "extraordinary",
                                    "rule_change",
                                    "entrenched",
                                    "amalgamation",
                                    "conversion",
                                    "dissolution",
                                    "confirmation",
                                ],
                            )
                        ),
                        name="resolution_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "noticed",
                                    "open",
                                    "carried",
                                    "lost",
                                    "waiting",
                                    "enacted",
                                    "lapsed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="resolution_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("state", "draft")),
                            ("state", "withdrawn"),
                            models.Q(
                                ("denominator__gt", 0),
                                ("electorate_count__gt", 0),
                                ("enact_after__gte", models.F("closes_at")),
                                ("more_than__isnull", False),
                                ("notice_given_at__isnull", False),
                                ("number__isnull", False),
                                ("numerator__gt", 0),
                                ("opens_at__lt", models.F("closes_at")),
                                ("quorum_needed__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_noticed_with_its_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("state__in", ["draft", "noticed", "open", "withdrawn"]),
                                ("votes_for__isnull", True),
                            ),
                            models.Q(
                                models.Q(
                                    ("closed_at__gte", models.F("closes_at")),
                                    models.Q(
                                        ("closed_at__gte", models.F("opens_at")),
                                        ("present__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                ("state__in", ["carried", "lost", "waiting", "enacted", "lapsed"]),
                                ("votes_abstained__gte", 0),
                                ("votes_against__gte", 0),
                                ("votes_for__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_counted_at_its_close",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirms__isnull", False), ("kind", "confirmation")),
                            models.Q(
                                models.Q(("kind", "confirmation"), _negated=True),
                                ("confirms__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="confirmation_confirms_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["noticed", "open"])),
                        fields=("society", "confirms"),
                        name="confirmed_by_one_vote_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirm_by__isnull", True), ("confirmed_at__isnull", True)),
                            ("confirm_by__gte", models.F("confirm_from")),
                            _connector="OR",
                        ),
                        name="confirmed_where_the_law_asks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mandate__isnull", False), ("state", "enacted")),
                            models.Q(
                                models.Q(("state", "enacted"), _negated=True),
                                ("mandate__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_enacted_with_a_mandate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "elector",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.elector",
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
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="governance.resolution",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_reminder_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "elector"), name="reminded_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="elector",
            name="resolution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="electors",
                to="governance.resolution",
            ),
        ),
        migrations.CreateModel(
            name="CatalogueCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.IntegerField()),
                ("verb", models.CharField(max_length=100)),
                ("arguments", models.TextField()),
                ("digest", models.CharField(blank=True, max_length=64)),
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
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="governance.resolution",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_cataloguecall_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "position"), name="call_position_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("refusal", models.CharField(max_length=80)),
                ("verb", models.CharField(blank=True, max_length=100)),
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
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="governance.resolution",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["society", "resolution", "id"], name="attempts_in_order")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_attempt_in_society"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("old_value", models.BigIntegerField(null=True)),
                ("new_value", models.BigIntegerField()),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="governance.resolution",
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
                        fields=("society", "id"), name="governance_rulechange_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "key"),
                        name="rule_changed_once_by_a_resolution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("old_value__isnull", True),
                            models.Q(("old_value", models.F("new_value")), _negated=True),
                            _connector="OR",
                        ),
                        name="rule_change_changes_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "by e-mail"), ("post", "by post or by hand")],
                        max_length=5,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "elector",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.elector",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="governance.resolution",
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
                        fields=("society", "id"), name="governance_service_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "elector"), name="notice_served_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supporter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.member",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supporters",
                        to="governance.resolution",
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
                        fields=("society", "id"), name="governance_supporter_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "member"), name="supporter_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                (
                    "choice",
                    models.CharField(
                        choices=[("for", "For"), ("against", "Against"), ("abstain", "Abstain")],
                        max_length=8,
                    ),
                ),
                ("cast_at", models.DateTimeField()),
                (
                    "elector",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="governance.elector",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.member",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="governance.resolution",
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
                    models.Index(
                        condition=models.Q(("version", 1)),
                        fields=["society", "resolution"],
                        name="votes_of_each_elector",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="governance_vote_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution", "elector", "version"),
                        name="vote_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["for", "against", "abstain"])),
                        name="vote_choice_is_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                fields=("society", "id"), name="governance_elector_in_society"
            ),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                fields=("society", "resolution", "member"), name="elector_once"
            ),
        ),
    ]

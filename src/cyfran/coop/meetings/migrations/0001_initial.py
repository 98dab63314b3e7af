import django.db.models.deletion
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("governance", "0001_initial"),
        ("membership", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitees",
                        to="governance.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.member",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_invitee_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "meeting", "party"), name="invited_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.IntegerField()),
                ("title", cyfran.kernel.languages.BilingualField()),
                ("text", cyfran.kernel.languages.BilingualField(null=True)),
                ("decides", models.BooleanField(default=False)),
                ("procedural", models.BooleanField(default=False)),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="governance.meeting",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    models.Index(fields=["society", "meeting", "position"], name="agenda_in_order")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_item_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "resolution"), name="resolution_on_one_agenda"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resolution__isnull", True),
                            models.Q(("decides", True), ("procedural", False)),
                            _connector="OR",
                        ),
                        name="resolution_is_decided",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("began_at__isnull", False), ("ended_at__isnull", True)),
                        fields=("society", "meeting"),
                        name="one_item_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("body_en", models.TextField()),
                ("body_cy", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="governance.meeting",
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
                        fields=("society", "id"), name="meetings_minutes_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="minutes_approved_by_a_meeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Suggested"),
                            ("taken", "Taken up"),
                            ("declined", "Not taken up"),
                        ],
                        default="suggested",
                        max_length=9,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("suggested_at", models.DateTimeField()),
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
                    "invitee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="meetings.minutes",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["society", "minutes", "id"], name="corrections_in_order"),
                    models.Index(fields=["society", "invitee"], name="corrections_of_somebody"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_correction_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["suggested", "taken", "declined"])),
                        name="correction_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("postponed", "Postponed"),
                            ("adjourned", "Adjourned"),
                            ("inquorate", "Adjourned for want of a quorum"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", cyfran.kernel.languages.BilingualField()),
                ("held_at", models.DateTimeField()),
                ("moved_to", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="governance.meeting",
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
                    models.Index(fields=["society", "meeting", "id"], name="moves_in_order")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_move_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moved_to__isnull", True), ("what", "cancelled")),
                            models.Q(
                                models.Q(("what", "cancelled"), _negated=True),
                                ("moved_to__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="moved_to_another_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", cyfran.kernel.languages.BilingualField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="governance.meeting",
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
                "indexes": [models.Index(fields=["society", "meeting"], name="notes_of_a_meeting")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_note_in_society"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="meetings.item",
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
                        fields=("society", "id"), name="meetings_paper_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "item", "file"), name="paper_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                        choices=[("room", "in the room"), ("online", "from elsewhere")],
                        max_length=6,
                    ),
                ),
                ("arrived_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "invitee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="governance.meeting",
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
                        fields=("society", "id"), name="meetings_presence_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "meeting", "invitee"), name="present_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["room", "online"])),
                        name="present_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proxy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proxies",
                        to="governance.meeting",
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
                        fields=["society", "meeting", "holder"], name="proxies_of_a_holder"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_proxy_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("society", "meeting", "giver"),
                        name="one_proxy_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("holder")), _negated=True),
                        name="proxy_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[("for", "For"), ("against", "Against"), ("abstain", "Abstain")],
                        max_length=8,
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "proxy",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="meetings.proxy",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_instruction_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "proxy", "resolution"), name="instructed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["for", "against", "abstain"])),
                        name="instructed_to_a_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                        choices=[("hands", "Show of hands"), ("ballot", "Ballot")], max_length=6
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("put", "Put to the vote"),
                            ("entered", "Counted once"),
                            ("decided", "Decided"),
                        ],
                        default="put",
                        max_length=7,
                    ),
                ),
                ("put_at", models.DateTimeField()),
                ("votes_for", models.IntegerField(null=True)),
                ("votes_against", models.IntegerField(null=True)),
                ("votes_abstained", models.IntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("present", models.IntegerField(null=True)),
                ("carried", models.BooleanField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="governance.meeting",
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
                        fields=("society", "id"), name="meetings_question_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_by__isnull", True),
                            ("confirmed_by__isnull", True),
                            models.Q(("entered_by", models.F("confirmed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="hands_counted_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            models.Q(
                                ("carried__isnull", False),
                                ("decided_at__isnull", False),
                                ("present__gt", 0),
                                ("votes_abstained__gte", 0),
                                ("votes_against__gte", 0),
                                ("votes_for__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="decided_with_its_figures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), ("way", "hands"), _negated=True),
                            models.Q(
                                ("confirmed_by__isnull", False), ("entered_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="decided_by_two_counts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "decided"), _negated=True),
                        fields=("society", "meeting"),
                        name="one_question_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "invitee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="meetings.question",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_demand_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "question", "invitee"), name="demanded_once_by_each"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", cyfran.kernel.languages.BilingualField()),
                ("asked_at", models.DateTimeField()),
                ("needed", models.IntegerField(default=0)),
                ("reached_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.meeting",
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
                    models.Index(fields=["society", "-asked_at"], name="requisitions_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_requisition_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting__isnull", True),
                            ("reached_at__isnull", False),
                            _connector="OR",
                        ),
                        name="enough_asked_for_it",
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
                ("round", models.IntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "by e-mail"), ("post", "by post"), ("hand", "by hand")],
                        max_length=5,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "invitee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="governance.meeting",
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
                        fields=("society", "id"), name="meetings_service_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "meeting", "invitee", "round"), name="told_once_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["email", "post", "hand"])),
                        name="told_in_a_lawful_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.member",
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="meetings.requisition",
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
                        fields=("society", "id"), name="meetings_signature_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "requisition", "member"), name="asked_for_it_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Speech",
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
                        choices=[("speech", "To speak"), ("order", "Point of order")], max_length=6
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "invitee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speeches",
                        to="governance.meeting",
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
                        fields=("society", "id"), name="meetings_speech_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["speech", "order"])),
                        name="speech_of_a_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("society", "meeting", "invitee"),
                        name="asks_to_speak_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("began_at__isnull", False), ("ended_at__isnull", True)),
                        fields=("society", "meeting"),
                        name="one_speaks_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("chair", "Chairs the meeting"), ("teller", "Counts the votes")],
                        max_length=6,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="governance.meeting",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="meetings_duty_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "meeting", "party", "what"), name="duty_given_once"
                    ),
                ],
            },
        ),
    ]

import uuid

import django.db.models.deletion
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("membership", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", cyfran.kernel.languages.BilingualField()),
                ("seats", models.IntegerField()),
                (
                    "rules",
                    models.CharField(
                        choices=[
                            ("scottish", "Single transferable vote, Scottish rules"),
                            ("meek", "Single transferable vote, Meek’s rules"),
                        ],
                        default="scottish",
                        max_length=8,
                    ),
                ),
                ("reopen", models.BooleanField(default=False)),
                ("class_code", models.CharField(blank=True, max_length=12)),
                (
                    "retiring",
                    models.CharField(
                        choices=[
                            ("third", "The third that has served longest"),
                            ("all", "The whole board, as at the first annual meeting"),
                            ("none", "Nobody: the seats are vacant"),
                        ],
                        default="third",
                        max_length=5,
                    ),
                ),
                ("nominations_close_at", models.DateTimeField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("called", "Nominations are open"),
                            ("contested", "To be voted on"),
                            ("closed", "Voting has closed"),
                            ("declared", "Declared"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("number", models.IntegerField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                ("term_years", models.IntegerField(null=True)),
                ("electorate_count", models.IntegerField(null=True)),
                ("electorate_hash", models.CharField(blank=True, max_length=64)),
                ("public_key", models.TextField(blank=True)),
                ("sealed_key", models.BinaryField(default=b"")),
                ("candidates", models.IntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("ballots", models.IntegerField(null=True)),
                ("root", models.CharField(blank=True, max_length=64)),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("opened", models.IntegerField(null=True)),
                ("result", models.TextField(blank=True)),
                ("declared_at", models.DateTimeField(null=True)),
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
                    "returning_officer",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["called", "contested", "closed"])),
                        fields=["society", "closes_at"],
                        name="elections_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_election_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="election_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gt", 0)), name="election_fills_a_seat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "called", "contested", "closed", "declared", "withdrawn"],
                            )
                        ),
                        name="election_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rules__in", ["scottish", "meek"])),
                        name="election_rules_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("retiring__in", ["third", "all", "none"])),
                        name="election_retiring_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nominations_close_at__lte", models.F("opens_at")),
                            ("opens_at__lt", models.F("closes_at")),
                        ),
                        name="election_times_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("state", "draft")),
                            models.Q(
                                ("called_at__isnull", False),
                                ("electorate_count__gt", 0),
                                ("number__isnull", False),
                                ("term_years__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="election_called_with_its_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mandate__isnull", False),
                                ("sealed_key", b""),
                                ("state", "declared"),
                            ),
                            models.Q(
                                models.Q(("state", "declared"), _negated=True),
                                ("mandate__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="election_declared_with_a_mandate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoxedBallot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=768)),
                ("commitment", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
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
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.election",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_boxedballot_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "token"), name="one_ballot_for_each_paper"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("batch", models.IntegerField()),
                ("size", models.IntegerField()),
                ("root", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="elections.election",
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
                        fields=("society", "id"), name="elections_head_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "batch"), name="batch_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("batch", models.IntegerField()),
                ("token", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=768)),
                ("commitment", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="elections.election",
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
                        fields=("society", "id"), name="elections_leaf_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "place"), name="place_in_the_log_once"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "token"), name="one_leaf_for_each_paper"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "hash"), name="receipt_is_of_one_ballot"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for their answer"),
                            ("standing", "Stands"),
                            ("declined", "Said no"),
                            ("withdrawn", "Withdrew"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("statement", cyfran.kernel.languages.BilingualField(null=True)),
                ("nominated_at", models.DateTimeField()),
                ("place", models.IntegerField(null=True)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="elections.election",
                    ),
                ),
                (
                    "nominator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "photograph",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
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
                        fields=("society", "id"), name="elections_nomination_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "nominee"), name="nominated_once"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "place"), name="place_on_the_ballot_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__isnull", True),
                            models.Q(("place__gt", 0), ("state", "standing")),
                            _connector="OR",
                        ),
                        name="who_stands_has_a_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("salt", models.CharField(max_length=64)),
                ("ranking", models.TextField()),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="elections.election",
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
                        fields=("society", "id"), name="elections_opening_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "place"), name="ballot_opened_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Retirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.appointment",
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirements",
                        to="elections.election",
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
                        fields=("society", "id"), name="elections_retirement_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "appointment"), name="retires_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("class_code", models.CharField(max_length=12)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roll",
                        to="elections.election",
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_roll_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "member"), name="on_roll_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Returned",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=64)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned",
                        to="elections.election",
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
                    "on_roll",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.roll",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_returned_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "token"), name="paper_returned_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("serial", models.IntegerField(default=1)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("blind", "signed unseen"),
                            ("plain", "made out by the server"),
                            ("paper", "on paper"),
                        ],
                        max_length=5,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="elections.election",
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
                    "on_roll",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.roll",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_paper_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "on_roll", "serial"),
                        name="one_paper_for_each_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest__regex", "^[0-9a-f]{64}$"), ("way", "blind")),
                            models.Q(("digest", ""), ("way__in", ["plain", "paper"])),
                            _connector="OR",
                        ),
                        name="paper_way_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.IntegerField(null=True)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filled",
                        to="elections.election",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.nomination",
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
                        fields=("society", "id"), name="elections_seat_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "nomination"), name="elected_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Teller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellers",
                        to="elections.election",
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
                        fields=("society", "id"), name="elections_teller_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "party"), name="teller_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperBallot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entered", "Waits for a second teller"),
                            ("confirmed", "In the box"),
                            ("struck", "Struck: the tellers differed"),
                        ],
                        default="entered",
                        max_length=9,
                    ),
                ),
                ("commitment", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("receipt", models.CharField(blank=True, max_length=64)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_ballots",
                        to="elections.election",
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
                    "confirmed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.teller",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.teller",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="elections_paperballot_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "number"), name="paper_ballot_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_tellers_for_each_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
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
                            ("called", "that the election is called"),
                            ("open", "that voting is open"),
                        ],
                        max_length=6,
                    ),
                ),
                ("by_email", models.BooleanField()),
                ("sent_at", models.DateTimeField()),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.election",
                    ),
                ),
                (
                    "on_roll",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="elections.roll",
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
                        fields=("society", "id"), name="elections_told_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "election", "on_roll", "what"), name="told_once_of_each"
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("language", models.CharField(choices=[("en", "en"), ("cy", "cy")], max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for the board"),
                            ("admitted", "Admitted, joining share to pay"),
                            ("entered", "Entered in the register"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
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
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField(default=0)),
                ("joined_on", models.DateField()),
                ("ceased_on", models.DateField(null=True)),
                (
                    "ceased_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "Left"),
                            ("expelled", "Expelled by the members"),
                            ("died", "Died"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member",
                        to="membership.application",
                    ),
                ),
                (
                    "ceased_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.mandate",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
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
                        condition=models.Q(("ceased_on__isnull", True)),
                        fields=["society"],
                        name="members_current",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="membership_member_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="member_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ceased_on__isnull", True)),
                        fields=("society", "party"),
                        name="member_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="member_has_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ceased_on__isnull", True), ("ceased_why", "")),
                            models.Q(
                                ("ceased_on__gte", models.F("joined_on")),
                                models.Q(("ceased_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="member_ceased_on_a_day_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceased_by__isnull", False),
                            models.Q(("ceased_why", "expelled"), _negated=True),
                            _connector="OR",
                        ),
                        name="member_expelled_by_a_mandate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("producer", "Producer"),
                            ("customer", "Customer"),
                            ("worker", "Worker"),
                            ("supporter", "Supporter"),
                            ("tenant", "Tenant"),
                            ("resident", "Resident"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", cyfran.kernel.languages.BilingualField()),
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
                        fields=("society", "id"), name="membership_memberclass_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "code"), name="member_class_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "producer",
                                    "customer",
                                    "worker",
                                    "supporter",
                                    "tenant",
                                    "resident",
                                ],
                            )
                        ),
                        name="member_class_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Founder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("registration_number", models.CharField(blank=True, max_length=20)),
                ("since", models.DateTimeField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founders",
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
                (
                    "member_class",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founders",
                        to="membership.memberclass",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="membership_founder_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "party"), name="founder_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="membership.member",
                    ),
                ),
                (
                    "member_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="membership.memberclass",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="membership_classholding_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("member",),
                        name="class_held_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="class_held_from_before_until",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="member_class",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="membership.memberclass",
            ),
        ),
        migrations.CreateModel(
            name="ProposedRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("value", models.BigIntegerField()),
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
                        fields=("society", "id"), name="membership_proposedrule_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "key"), name="proposed_rule_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("adopted_at", models.DateTimeField()),
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
                    "founder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="membership.founder",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="membership_adoption_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "founder"), name="adoption_once_by_each"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Founding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "trade",
                    models.CharField(
                        blank=True,
                        choices=[("food", "Food and growing"), ("other", "Something else")],
                        max_length=12,
                    ),
                ),
                ("shape_chosen", models.BooleanField(default=False)),
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
                        fields=("society", "id"), name="membership_founding_in_society"
                    ),
                    models.UniqueConstraint(fields=("society",), name="founding_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(choices=[("en", "en"), ("cy", "cy")], max_length=2)),
                ("speaks_for", models.CharField(blank=True, max_length=200)),
                ("registration_number", models.CharField(blank=True, max_length=20)),
                ("sent_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "founder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="membership.founder",
                    ),
                ),
                (
                    "invited_by",
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
                        fields=("society", "id"), name="membership_invitation_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("society", "email"),
                        name="invitation_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("founder__isnull", True)),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("founder__isnull", False),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_accepted_by_a_founder",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state__in", ["pending", "admitted"])),
                fields=["society", "applied_at"],
                name="applications_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("society", "id"), name="membership_application_in_society"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["pending", "admitted"])),
                fields=("society", "applicant"),
                name="application_pending_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "pending")),
                    models.Q(
                        models.Q(("state", "pending"), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="application_decided_when_not_pending",
            ),
        ),
        migrations.CreateModel(
            name="ShareWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Under notice"),
                            ("repaid", "Repaid"),
                            ("cancelled", "Taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["society", "due_on"],
                        name="withdrawals_waiting",
                    ),
                    models.Index(fields=["society", "party"], name="withdrawals_of_party"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="membership_sharewithdrawal_in_society"
                    ),
                    models.UniqueConstraint(fields=("entry",), name="withdrawal_posted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="withdrawal_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", False)),
                        name="withdrawal_has_its_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("entry", None), ("state", "waiting")),
                            models.Q(
                                ("ended_at__isnull", False), ("entry", None), ("state", "cancelled")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("entry__isnull", False),
                                ("state", "repaid"),
                            ),
                            _connector="OR",
                        ),
                        name="withdrawal_repaid_by_an_entry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalSuspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
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
                        fields=("society", "id"), name="membership_withdrawalsuspension_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("society",),
                        name="withdrawals_suspended_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_at", None),
                            ("until_at__gte", models.F("from_at")),
                            _connector="OR",
                        ),
                        name="suspension_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]

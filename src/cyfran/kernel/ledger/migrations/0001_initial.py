import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=60)),
                ("effective_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("memo_digest", models.CharField(blank=True, max_length=71)),
                (
                    "mandate",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.mandate",
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="ledger.entry",
                    ),
                ),
                (
                    "society",
                    models.ForeignKey(
                        db_constraint=False,
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
                        condition=models.Q(("effective_on__isnull", False)),
                        fields=["society", "effective_on"],
                        name="entries_by_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="ledger_entry_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)),
                        fields=("society", "key"),
                        name="entry_key_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reverses__isnull", False)),
                        fields=("reverses",),
                        name="entry_reversed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__regex", "^[^|[:cntrl:]]+$"), ("kind__regex", "^[^|[:cntrl:]]+$")
                        ),
                        name="entry_says_what_it_is",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=40)),
                ("currency", models.CharField(default="GBP", max_length=3)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asset", "Assets"),
                            ("liability", "Liabilities"),
                            ("equity", "Capital and reserves"),
                            ("income", "Income"),
                            ("expense", "Costs"),
                        ],
                        max_length=9,
                    ),
                ),
                ("hot", models.BooleanField(default=False)),
                ("floor", models.BigIntegerField(null=True)),
                ("ceiling", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
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
                        condition=models.Q(("purpose__isnull", False)),
                        fields=["society", "purpose", "party"],
                        name="accounts_of_purpose",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="ledger_account_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code__isnull", False)),
                        fields=("society", "code", "currency"),
                        name="account_code_once",
                    ),
                    models.UniqueConstraint(
                        fields=("society", "id", "currency", "hot"), name="account_as_posted"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["asset", "liability", "equity", "income", "expense"])
                        ),
                        name="account_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hot", False),
                            models.Q(("ceiling", None), ("floor", None)),
                            _connector="OR",
                        ),
                        name="account_hot_without_limits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__regex", "^[^|[:cntrl:]]+$"), ("currency__regex", "^[A-Z]{3}$")
                        ),
                        name="account_named_in_a_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Balance",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "account_id",
                        "shard",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("shard", models.SmallIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("hot", models.BooleanField()),
                ("amount", models.BigIntegerField()),
                ("postings", models.BigIntegerField()),
                ("floor", models.BigIntegerField(null=True)),
                ("ceiling", models.BigIntegerField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="ledger.account",
                    ),
                ),
                (
                    "society",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.society",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("floor", None), ("amount__gte", models.F("floor")), _connector="OR"
                        ),
                        name="balance_at_or_above_floor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling", None), ("amount__lte", models.F("ceiling")), _connector="OR"
                        ),
                        name="balance_at_or_below_ceiling",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryMemo",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="memo",
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("memo", models.TextField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PeriodSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("through_on", models.DateField()),
                ("entries", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
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
                        fields=("society", "id"), name="ledger_periodseal_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="period_seals_in_one_line"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "through_on"), name="period_sealed_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entry_id",
                        "leg",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("leg", models.IntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("hot", models.BooleanField()),
                ("amount", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="ledger.account",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="ledger.entry",
                    ),
                ),
                (
                    "society",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.society",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "entry"], name="postings_of_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="posting_not_of_nought",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="entrymemo",
            name="society",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="societies.society",
            ),
        ),
    ]

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0001_initial"),
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
                ("year_end", models.DateField()),
                ("surplus", models.BigIntegerField()),
                ("reserves_bp", models.IntegerField()),
                ("community_bp", models.IntegerField()),
                ("patronage_bp", models.IntegerField()),
                ("reserves", models.BigIntegerField()),
                ("community", models.BigIntegerField()),
                ("patronage", models.BigIntegerField()),
                ("trade", models.BigIntegerField()),
                ("applied_at", models.DateTimeField()),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="surplus_application_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "year_end"), name="surplus_applied_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "surplus",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("reserves"), "+", models.F("community")
                                    ),
                                    "+",
                                    models.F("patronage"),
                                ),
                            ),
                            ("surplus__gt", 0),
                        ),
                        name="surplus_is_its_parts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("trade", models.BigIntegerField()),
                ("amount", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="surplus.application",
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
                    "party",
                    models.ForeignKey(
                        db_index=False,
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
                    models.Index(fields=["society", "party"], name="surplus_shares_of_party")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="surplus_share_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "application", "member"), name="surplus_shared_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("trade__gt", 0)),
                        name="surplus_share_by_trade",
                    ),
                ],
            },
        ),
    ]

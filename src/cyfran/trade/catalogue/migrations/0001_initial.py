import django.db.models.deletion
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
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
                            ("goods", "Goods"),
                            ("service", "Service"),
                            ("visit", "Visit"),
                            ("space", "Space"),
                            ("plot", "Plot"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", cyfran.kernel.languages.BilingualField()),
                ("description", cyfran.kernel.languages.BilingualField(blank=True, null=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("each", "Pieces"),
                            ("g", "Grams"),
                            ("ml", "Millilitres"),
                            ("minute", "Minutes"),
                            ("night", "Nights"),
                            ("season", "Seasons"),
                        ],
                        default="each",
                        max_length=8,
                    ),
                ),
                ("size", models.IntegerField(default=1)),
                (
                    "tax_code",
                    models.CharField(
                        choices=[
                            ("zero", "Zero rate"),
                            ("exempt", "Exempt"),
                            ("reduced", "Reduced rate, 5%"),
                            ("standard", "Standard rate, 20%"),
                        ],
                        default="zero",
                        max_length=8,
                    ),
                ),
                ("sort_en", models.CharField(max_length=200)),
                ("sort_cy", models.CharField(max_length=500)),
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
                        fields=("society", "id"), name="catalogue_item_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["goods", "service", "visit", "space", "plot"])
                        ),
                        name="item_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["each", "g", "ml", "minute", "night", "season"])
                        ),
                        name="item_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tax_code__in", ["zero", "exempt", "reduced", "standard"])
                        ),
                        name="item_tax_code_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 10000000)),
                        name="item_size_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("price", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "audience",
                    models.CharField(
                        choices=[("public", "Everybody"), ("member", "Members only")],
                        default="public",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("listed", "On sale"), ("withdrawn", "Withdrawn")],
                        default="listed",
                        max_length=10,
                    ),
                ),
                ("case_size", models.IntegerField(default=1)),
                ("external_id", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("listed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="catalogue.item",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
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
                    "source_offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resales",
                        to="catalogue.offer",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["society", "seller"], name="offers_of_a_seller"),
                    models.Index(
                        condition=models.Q(("state", "listed")),
                        fields=["society"],
                        name="offers_on_sale",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="catalogue_offer_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("society", "seller", "external_id"),
                        name="offer_imported_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0), ("price__lte", 10000000)),
                        name="offer_price_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case_size__gte", 1), ("case_size__lte", 10000)),
                        name="offer_case_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["public", "member"])),
                        name="offer_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "listed"), ("withdrawn_at__isnull", True)),
                            models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_withdrawn_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_offer__isnull", True),
                            models.Q(("source_offer", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_resells_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stall",
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
                        fields=("society", "id"), name="catalogue_stall_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="stall_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockPool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on_hand", models.IntegerField(null=True)),
                ("reserved", models.IntegerField(default=0)),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stock",
                        to="catalogue.offer",
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
                        fields=("society", "id"), name="catalogue_stockpool_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_hand__isnull", True),
                            ("reserved__lte", models.F("on_hand")),
                            _connector="OR",
                        ),
                        name="stock_never_oversold",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reserved__gte", 0),
                            models.Q(
                                ("on_hand__isnull", True),
                                models.Q(("on_hand__gte", 0), ("on_hand__lte", 1000000)),
                                _connector="OR",
                            ),
                        ),
                        name="stock_count_sensible",
                    ),
                ],
            },
        ),
    ]

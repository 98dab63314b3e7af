import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import cyfran.kernel.languages


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", cyfran.kernel.languages.BilingualField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("collect_on", models.DateField()),
                ("collect_from", cyfran.kernel.languages.BilingualField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("packed", "Packed"),
                            ("settled", "Settled"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
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
                    models.Index(fields=["society", "state", "opens_at"], name="cycles_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="orders_cycle_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="cycle_closes_after_it_opens",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("society",),
                        name="one_cycle_open_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("placed_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "pay_by",
                    models.CharField(
                        choices=[("credit", "From my account"), ("transfer", "By bank transfer")],
                        max_length=10,
                    ),
                ),
                (
                    "order_state",
                    models.CharField(
                        choices=[("placed", "Placed"), ("cancelled", "Cancelled")],
                        default="placed",
                        max_length=10,
                    ),
                ),
                (
                    "fulfilment_state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be packed"),
                            ("packed", "Packed"),
                            ("collected", "Collected"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "payment_state",
                    models.CharField(
                        choices=[("due", "To be paid"), ("paid", "Paid")],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("net", models.BigIntegerField()),
                ("tax", models.BigIntegerField()),
                ("commission", models.BigIntegerField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "buyer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="societies.party",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="orders.cycle",
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
                    models.Index(fields=["society", "buyer", "-id"], name="orders_of_a_buyer"),
                    models.Index(
                        condition=models.Q(
                            ("confirmed_at", None),
                            ("confirmed_at__lt", models.F("changed_at")),
                            _connector="OR",
                        ),
                        fields=["society", "cycle"],
                        name="orders_to_confirm",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="orders_order_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "key"), name="order_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("order_state", "placed")),
                        fields=("society", "cycle", "buyer"),
                        name="one_order_a_buyer_a_cycle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("net__gte", 0), ("tax__gte", 0)),
                        name="order_total_not_below_nought",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at", None),
                            ("confirmed_at__lte", models.F("changed_at")),
                            _connector="OR",
                        ),
                        name="order_confirmed_as_it_was_changed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amendment", models.IntegerField(default=0)),
                ("quantity", models.IntegerField()),
                ("net_price", models.BigIntegerField()),
                ("net", models.BigIntegerField()),
                ("tax_code", models.CharField(max_length=10)),
                ("tax_bp", models.IntegerField()),
                ("tax", models.BigIntegerField()),
                ("commission_bp", models.IntegerField()),
                ("commission", models.BigIntegerField()),
                ("commission_version", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.offer",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="orders.order",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
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
                    models.Index(fields=["society", "order", "offer"], name="lines_of_an_order"),
                    models.Index(fields=["society", "seller", "order"], name="lines_of_a_seller"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="orders_orderline_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True),
                        name="order_line_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "net",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net_price"), "*", models.F("quantity")
                                ),
                            )
                        ),
                        name="order_line_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("net", models.BigIntegerField()),
                ("tax", models.BigIntegerField()),
                ("commission", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("settled_at", models.DateTimeField()),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="orders.cycle",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
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
                        fields=("society", "id"), name="orders_settlement_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "cycle", "seller"), name="producer_settled_once_a_cycle"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BasketLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner", models.CharField(max_length=60)),
                ("quantity", models.IntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "offer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        fields=("society", "id"), name="orders_basketline_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "owner", "offer"), name="basket_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 9999)),
                        name="basket_quantity_sensible",
                    ),
                ],
            },
        ),
    ]

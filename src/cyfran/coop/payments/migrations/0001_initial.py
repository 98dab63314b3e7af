import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("last_digits", models.CharField(blank=True, max_length=4)),
                ("recorded_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
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
                        fields=("society", "id"), name="payments_bankdetails_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("society", "party"),
                        name="bank_details_current_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=8)),
                ("purpose", models.CharField(max_length=40)),
                ("purpose_id", models.BigIntegerField(null=True)),
                ("amount", models.BigIntegerField()),
                ("received", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting", "Awaited"),
                            ("received", "Received"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="awaiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
                (
                    "party",
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
                        condition=models.Q(("state", "awaiting")),
                        fields=["society", "asked_at"],
                        name="payments_awaited",
                    ),
                    models.Index(fields=["society", "party"], name="payments_expected_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="payments_expectedpayment_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "reference"), name="payment_reference_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "awaiting")),
                        fields=("society", "purpose", "purpose_id"),
                        name="payment_asked_once_for_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="expected_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received", models.F("amount")), ("state", "received")),
                            models.Q(
                                ("received__gte", 0),
                                ("received__lt", models.F("amount")),
                                ("state__in", ["awaiting", "cancelled"]),
                            ),
                            _connector="OR",
                        ),
                        name="received_when_it_is_all_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("message_id", models.CharField(max_length=35)),
                ("execution_on", models.DateField()),
                ("count", models.IntegerField()),
                ("total", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("sent", "Sent to the bank"),
                            ("paid", "Paid"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
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
            name="PaymentInstruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("reference", models.CharField(max_length=35)),
                ("amount", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
                (
                    "details",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.bankdetails",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="payments.paymentfile",
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
                    models.Index(fields=["society", "party"], name="instructions_to_party")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="payments_paymentinstruction_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("file", "number"), name="instruction_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "reference"), name="instruction_reference_once"
                    ),
                    models.UniqueConstraint(
                        fields=("file", "account"), name="due_paid_once_in_a_file"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="instruction_amount_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[("bank", "Bank transfer"), ("credit", "Account credit")],
                        default="bank",
                        max_length=8,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("paid_on", models.DateField()),
                ("applied", models.BigIntegerField(default=0)),
                ("credited", models.BigIntegerField(default=0)),
                ("suspended", models.BigIntegerField(default=0)),
                ("recorded_at", models.DateTimeField()),
                (
                    "credited_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "expected",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="payments.expectedpayment",
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
                    models.Index(fields=["society", "-recorded_at"], name="receipts_latest"),
                    models.Index(
                        condition=models.Q(("suspended__gt", 0)),
                        fields=["society", "recorded_at"],
                        name="receipts_without_owner",
                    ),
                    models.Index(fields=["expected"], name="receipts_of_expected"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="payments_receipt_in_society"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("applied"), "+", models.F("credited")
                                    ),
                                    "+",
                                    models.F("suspended"),
                                ),
                            ),
                            ("amount__gt", 0),
                            ("applied__gte", 0),
                            ("credited__gte", 0),
                            ("suspended__gte", 0),
                        ),
                        name="receipt_is_accounted_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected__isnull", False), ("applied", 0), _connector="OR"
                        ),
                        name="receipt_applied_to_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("credited__gt", 0), ("credited_to__isnull", False)),
                            models.Q(("credited", 0), ("credited_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="receipt_credited_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("digest", models.CharField(max_length=64, null=True)),
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
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_line",
                        to="payments.receipt",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="payments_bankline_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "digest"), name="receipt_recorded_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("applied", models.BigIntegerField(default=0)),
                ("credited", models.BigIntegerField(default=0)),
                ("assigned_at", models.DateTimeField()),
                (
                    "credited_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="societies.party",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
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
                    "expected",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="payments.expectedpayment",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="payments.receipt",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="payments_assignment_in_society"
                    ),
                    models.UniqueConstraint(fields=("receipt",), name="receipt_assigned_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied__gte", 0),
                            ("credited__gte", 0),
                            models.Q(("applied__gt", 0), ("credited__gt", 0), _connector="OR"),
                        ),
                        name="assignment_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected__isnull", False), ("applied", 0), _connector="OR"
                        ),
                        name="assignment_applied_to_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credited_to__isnull", False), ("credited", 0), _connector="OR"
                        ),
                        name="assignment_credited_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnedPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("returned_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="payments.paymentinstruction",
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
                        fields=("society", "id"), name="payments_returnedpayment_in_society"
                    ),
                    models.UniqueConstraint(fields=("instruction",), name="payment_returned_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SocietyAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("last_digits", models.CharField(blank=True, max_length=4)),
                ("recorded_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "letters",
                    models.CharField(
                        choices=[("welsh", "welsh"), ("latin", "latin"), ("plain", "plain")],
                        max_length=8,
                    ),
                ),
                ("sort_code_apart", models.BooleanField(default=True)),
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
                        fields=("society", "id"), name="payments_societyaccount_in_society"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("society",),
                        name="society_account_current_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="drawn_on",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.societyaccount",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(
                fields=("society", "id"), name="payments_paymentfile_in_society"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(
                fields=("society", "number"), name="payment_file_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(
                fields=("society", "message_id"), name="payment_file_message_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(fields=("entry",), name="payment_file_posted_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gt", 0), ("total__gt", 0)),
                name="payment_file_pays_something",
            ),
        ),
    ]

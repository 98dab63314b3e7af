import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("count", models.IntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("previous_hash", models.CharField(max_length=64)),
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
                        fields=("society", "id"), name="record_recordblock_in_society"
                    ),
                    models.UniqueConstraint(
                        fields=("society", "number"), name="record_blocks_in_one_line"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=100)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("mandate_id", models.BigIntegerField(null=True)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("facts", models.TextField()),
                ("writer", models.BigIntegerField()),
                (
                    "block",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="record.recordblock",
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
                    models.Index(fields=["society", "-id"], name="record_latest"),
                    models.Index(
                        fields=["society", "subject_kind", "subject_id"], name="record_of_subject"
                    ),
                    models.Index(
                        condition=models.Q(("block", None)),
                        fields=["society", "id"],
                        name="record_unsealed",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("society", "id"), name="record_recordentry_in_society"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("texts", models.JSONField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="record.recordentry",
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
                        fields=("society", "id"), name="record_recordtext_in_society"
                    )
                ],
            },
        ),
    ]

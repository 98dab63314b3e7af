import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("societies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.IntegerField()),
                ("body", models.BinaryField(null=True)),
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
                        fields=("society", "id"), name="files_content_in_society"
                    ),
                    models.UniqueConstraint(fields=("society", "sha256"), name="content_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("anyone", "Anyone"),
                            ("members", "Members"),
                            ("officers", "Officers"),
                        ],
                        default="officers",
                        max_length=10,
                    ),
                ),
                ("uploader_id", models.BigIntegerField(null=True)),
                ("uploaded_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="files.content",
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
                        fields=("society", "id"), name="files_storedfile_in_society"
                    )
                ],
            },
        ),
    ]

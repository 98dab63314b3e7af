"""The settings under which sources are checked and migrations are made: the site's, and what guards migrations."""

import os

os.environ.setdefault("CYFRAN_SECRET_KEY", "only-for-checks-" + "x" * 50)
os.environ.setdefault("CYFRAN_FIELD_KEYS", "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=")

from cyfran.site.settings import *  # noqa: F403
from cyfran.site.settings import INSTALLED_APPS as SITE_APPS

# Two people who each add a migration get a conflict in git, not two leaves at upgrade.
INSTALLED_APPS = [*SITE_APPS, "django_linear_migrations"]

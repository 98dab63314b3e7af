"""Settings of an installation; what differs between installations comes from the environment."""

from django.utils.translation import gettext_lazy as _

from cyfran.site.configuration import database, setting, state_folder, switch

STATE = state_folder()
DEBUG = False
SECRET_KEY = setting("CYFRAN_SECRET_KEY")
FIELD_KEYS = [key for key in setting("CYFRAN_FIELD_KEYS").split(",") if key]
SITE_ADDRESS = setting("CYFRAN_ADDRESS", "http://localhost:8000")
SECURE = SITE_ADDRESS.startswith("https://")
HOST = SITE_ADDRESS.split("://", 1)[1].split("/")[0].split(":")[0]
ALLOWED_HOSTS = [HOST, *setting("CYFRAN_HOSTS").split()]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

AS_OWNER = switch("CYFRAN_AS_OWNER")
APP_URL = setting("DATABASE_URL", "postgresql://cyfran_app@/cyfran")
OWNER_URL = setting("DATABASE_OWNER_URL", APP_URL)
DATABASES = {"default": database(OWNER_URL if AS_OWNER else APP_URL, pool=switch("CYFRAN_POOL"))}
APP_ROLE = database(APP_URL, pool=False)["USER"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "cyfran.kernel.people",
    "cyfran.kernel.societies",
    "cyfran.kernel.record",
    "cyfran.kernel.ledger",
    "cyfran.kernel.files",
    "cyfran.kernel.consent",
    "cyfran.kernel.visits",
    "cyfran.kernel.feedback",
    "cyfran.kernel.privacy",
    "cyfran.kernel.talk",
    "cyfran.kernel.helping",
    "cyfran.kernel.ui",
    "cyfran.coop.payments",
    "cyfran.coop.membership",
    "cyfran.coop.governance",
    "cyfran.coop.elections",
    "cyfran.coop.meetings",
    "cyfran.coop.surplus",
    "cyfran.trade.catalogue",
    "cyfran.trade.orders",
    "cyfran.sectors.food",
    "cyfran.site",
    "django.forms",  # after ours, so that kernel/ui's widget templates come first
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cyfran.site.middleware.SecurityHeadersMiddleware",
    "cyfran.site.compression.CompressionMiddleware",
    "cyfran.kernel.consent.middleware.ConsentMiddleware",
    "cyfran.kernel.visits.middleware.VisitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cyfran.kernel.societies.middleware.SocietyMiddleware",
]

ROOT_URLCONF = "cyfran.site.urls"
WSGI_APPLICATION = "cyfran.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "cyfran.site.navigation.navigation",
            ],
            "builtins": [
                "cyfran.kernel.ui.templatetags.ui",
                "cyfran.kernel.societies.templatetags.societies",
                "cyfran.kernel.consent.templatetags.consent",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["cyfran.kernel.people.backends.AuthenticationBackend"]
SESSION_ENGINE = "cyfran.kernel.people.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "site:home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"  # what pages outside a society show; rows and code are UTC
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000 if SECURE else 60

SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE and not switch("CYFRAN_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if switch("CYFRAN_BEHIND_PROXY") else None
)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_FROM_EMAIL = setting("CYFRAN_MAIL_FROM", "cyfran@localhost")
EMAIL_HOST = setting("CYFRAN_SMTP_HOST")
EMAIL_PORT = int(setting("CYFRAN_SMTP_PORT", "587"))
EMAIL_HOST_USER = setting("CYFRAN_SMTP_USER")
EMAIL_HOST_PASSWORD = setting("CYFRAN_SMTP_PASSWORD")
EMAIL_USE_TLS = switch("CYFRAN_SMTP_TLS")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = str(STATE / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

# Signing in (kernel/people): a code by e-mail or a passkey, never a password.
ACCOUNT_ADAPTER = "cyfran.kernel.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_FORMS = {
    "add_email": "cyfran.kernel.people.forms.AddAddressForm",
    "confirm_email_verification_code": "cyfran.kernel.people.forms.ConfirmAddressForm",
}
# By person wherever somebody is signed in; the codes of signing in are counted in kernel/people/codes.py.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "10/10m/user",
    "login_failed": "10/10m/key",
    "manage_email": "30/10m/user",
}
ALLAUTH_USER_CODE_FORMAT = {"length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if switch("CYFRAN_BEHIND_PROXY") else 0
MFA_ADAPTER = "cyfran.kernel.people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_FORMS = {
    "add_webauthn": "cyfran.kernel.people.forms.PasskeyForm",
    "authenticate": "cyfran.kernel.people.forms.RecoveryCodeForm",
}
# Tries are counted where every web process sees them; `cyfran upgrade` makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

VISITS_WRITTEN_EVERY = 60  # seconds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cyfran.site.logs.JsonFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": setting("CYFRAN_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "procrastinate.blueprints": {
            "level": "WARNING"
        },  # it would tell every command which tasks there are
        "procrastinate.periodic": {"level": "WARNING"},
    },
}

APPLICATION_NAME = _("Cyfran")

"""All settings, in three profiles: demo (made-up people, one press to sign in), test, production.

Chosen by `MEDGANG_PROFILE`; production is the default, so that forgetting it is the safe mistake.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from medgang.web.config import environment
from medgang.web.design.csp import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY  # noqa: PLC0414 - a setting

MEDGANG_PROFILE = environment.text("MEDGANG_PROFILE", "production")
if MEDGANG_PROFILE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured("MEDGANG_PROFILE must be demo, test or production")
IS_PRODUCTION = MEDGANG_PROFILE == "production"

PACKAGE_DIR = Path(__file__).resolve().parents[2]
CHECKOUT_DIR = PACKAGE_DIR.parents[1]
DATA_DIR = Path(
    environment.text("MEDGANG_DATA", "" if IS_PRODUCTION else str(CHECKOUT_DIR / "var" / MEDGANG_PROFILE))
)
"""Where the embedded database, the stored files and the backups lie. Outside the web root, always."""

DEBUG = False
SECRET_KEY = environment.text(
    "MEDGANG_SECRET_KEY", None if IS_PRODUCTION else "only-for-demo-and-test-" + "made-up-" * 5
)
SECRET_KEY_FALLBACKS = environment.words("MEDGANG_SECRET_KEY_FALLBACKS")
MEDGANG_FIELD_KEY = environment.text(
    "MEDGANG_FIELD_KEY", None if IS_PRODUCTION else "ZGVtby1hbmQtdGVzdC1vbmx5LW1hZGUtdXAta2V5ISE="
)
"""32 bytes in URL-safe base64: encrypts identity numbers, and keys the index they are looked up by."""

MEDGANG_ADDRESS = environment.text("MEDGANG_ADDRESS", "" if IS_PRODUCTION else "http://localhost:8000")
"""The address people use, for links in messages."""
ALLOWED_HOSTS = environment.words("MEDGANG_HOSTS", "" if IS_PRODUCTION else "localhost,127.0.0.1,testserver")
CSRF_TRUSTED_ORIGINS = [MEDGANG_ADDRESS] if MEDGANG_ADDRESS.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "medgang.web.design",
    "medgang.web.accounts",
    "medgang.web.messages",
    "medgang.web.patients",
    "medgang.web.procedures",
    "medgang.web.portal",
    "medgang.web.evidence",
    "medgang.web.gym",
    "medgang.web.ward",
]

MIDDLEWARE = [
    "medgang.web.design.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "medgang.web.accounts.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "medgang.web.accounts.middleware.SessionLimitsMiddleware",
    "medgang.web.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "medgang.web.accounts.access.AccessMiddleware",
]

ROOT_URLCONF = "medgang.web.config.urls"
MEDGANG_ROUTES = "medgang.web.config.routes.TABLE"
WSGI_APPLICATION = "medgang.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "medgang.web.design.context.chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "medgang.web.design.templatetags.design",
            ],
        },
    },
]
FORM_RENDERER = "medgang.web.design.forms.renderer.DesignRenderer"
CSRF_FAILURE_VIEW = "medgang.web.design.errors.csrf_failed"

# --- the database -----------------------------------------------------------------------------------------------
DATABASE_URL = environment.text("DATABASE_URL", "")
DATABASES: dict[str, dict[str, Any]]
if DATABASE_URL:
    DATABASES = {"default": environment.postgres(DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "medgang.web.config.sqlcipher",
            "NAME": str(DATA_DIR / "medgang.sqlite3"),
            "OPTIONS": {
                # Writers take their lock at once, so that nobody is thrown out half-way; FULL, because what is
                # acknowledged must survive a power cut. ATOMIC_REQUESTS stays off: with IMMEDIATE it would let one
                # reader at a time in. mmap_size is never set: it makes a damaged WAL worse.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                "key": environment.text("MEDGANG_DATABASE_KEY", ""),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and sign-in -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MEDGANG_PROFILE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # only for speed, only in tests
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "medgang.web.accounts.passwords.GuessableValidator"},
    {
        "NAME": "medgang.web.accounts.passwords.BreachedListValidator",
        "OPTIONS": {"file": environment.text("MEDGANG_BREACHED_PASSWORDS", "")},
    },
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
MEDGANG_IDLE_MINUTES = int(environment.text("MEDGANG_IDLE_MINUTES", "15"))
MEDGANG_SESSION_HOURS = int(environment.text("MEDGANG_SESSION_HOURS", "12"))
MEDGANG_DEMO_SIGN_IN = MEDGANG_PROFILE == "demo" and environment.flag("MEDGANG_DEMO_SIGN_IN", default=True)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = MEDGANG_SESSION_HOURS * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CACHES = {
    # Shared by every process, because the sign-in limits count in it.
    # Room enough that nobody can push another's count out by making many.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

# --- transport ----------------------------------------------------------------------------------------------------
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = environment.flag("MEDGANG_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_SECURE = True
    LANGUAGE_COOKIE_NAME = "__Host-language"
    if environment.flag("MEDGANG_BEHIND_PROXY"):
        # Only behind a proxy that strips this header from what comes in.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("MEDGANG_TIME_ZONE", "Europe/Oslo")

# --- static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(environment.text("MEDGANG_STATIC", str(CHECKOUT_DIR / "build" / "static")))
NODE_MODULES = CHECKOUT_DIR / "node_modules"
STATICFILES_DIRS = [
    (prefix, folder)
    for prefix, folder in (
        ("designsystemet/css", NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"),
        ("designsystemet/web", NODE_MODULES / "@digdir" / "designsystemet-web" / "dist"),
        ("inter", NODE_MODULES / "@fontsource-variable" / "inter" / "files"),
    )
    if folder.is_dir()
]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MEDGANG_PROFILE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MEDGANG_PROFILE == "test"

# --- jobs, mail, logs -------------------------------------------------------------------------------------------------
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if MEDGANG_PROFILE == "test"
        else "django_tasks_db.DatabaseBackend"
    }
}
EMAIL_BACKEND = environment.text(
    "MEDGANG_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if IS_PRODUCTION
    else "django.core.mail.backends.locmem.EmailBackend",
)
EMAIL_HOST = environment.text("MEDGANG_SMTP_HOST", "localhost")
EMAIL_PORT = int(environment.text("MEDGANG_SMTP_PORT", "25"))
EMAIL_HOST_USER = environment.text("MEDGANG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.text("MEDGANG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("MEDGANG_SMTP_TLS", default=IS_PRODUCTION)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MEDGANG_SENDER", "melding@example.invalid")
MEDGANG_SMS_URL = environment.text("MEDGANG_SMS_URL", "")
MEDGANG_SMS_TOKEN = environment.text("MEDGANG_SMS_TOKEN", "")
MEDGANG_SMS_SENDER = environment.text("MEDGANG_SMS_SENDER", "Beskjed")
"""Neutral on purpose: the sender's name shows on a locked screen."""
MEDGANG_QUIET_HOURS = environment.text("MEDGANG_QUIET_HOURS", "21-8")
MEDGANG_CONTENT = [Path(folder) for folder in environment.words("MEDGANG_CONTENT")]
"""The clinic's own content folders, laid over the shipped content."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"structured": {"()": "medgang.web.accounts.logs.StructuredFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}

# --- allauth: passwords and TOTP; everything that signs people up stays off ------------------------------------------
ACCOUNT_ADAPTER = "medgang.web.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "medgang.web.accounts.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGIN_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Five wrong tries for a name (whether it exists or not) in five minutes, ten for an address in a minute; counted in
# the shared cache, so that two processes count together.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "60/m/ip", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    environment.text("MEDGANG_PROXIES", "1" if environment.flag("MEDGANG_BEHIND_PROXY") else "0")
)
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Medgang"
MFA_TOTP_TOLERANCE = 1

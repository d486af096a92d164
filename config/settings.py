"""One settings file, read from the environment. See docs/operations.md for every variable."""

import os
import shlex
import sys

import django_stubs_ext
from csp.constants import NONE, SELF

from core.zone import ZONE
from organizations.standards.table import platform
from server import environment

django_stubs_ext.monkeypatch()  # ModelForm[X], QuerySet[X] … may then be written, as the types want it

BASE_DIR = environment.BASE_DIR
PORTAL_HOME = environment.home()
TEST = environment.is_test()
DEBUG = os.environ.get("DEBUG", "") == "1"
HTTPS = os.environ.get("HTTPS", "") == "1"  # served behind a proxy that speaks TLS and sets X-Forwarded-Proto

SECRET_KEY = environment.secret("django", "SECRET_KEY")
environment.keyring()  # made or checked at the start, with a sentence when it cannot be read
PORTAL_CRYPTO = environment.crypto()  # aes or sm: algorithms of protected values (core.records.ciphers)
PORTAL_KEYRING = environment.keyring  # a function: a running process sees a new key (core.records.protection)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

PORTAL_LISTS = "config.home.HOME"  # what pages, search, inbox and log are made of (core.web.home)

INSTALLED_APPS = [
    "core",
    "people",
    "organizations",
    "members",
    "grids",
    "meetings",
    "services",
    "assessments",
    "server",
    "demo",
    *(["tools"] if (BASE_DIR / "tools").is_dir() else []),  # not installed in an office
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "import_export",
    "django_htmx",
    "csp",
    # The two below would each replace the template loaders; TEMPLATES names them together instead.
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "config.logs.RequestLogMiddleware",  # first: its id and time cover everything below
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before whitenoise, so that static answers carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.web.edge.sound",  # before whatever reads the request
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organizations.walls.walled",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.LastSeenMiddleware",
    "people.middleware.OwesFirstMiddleware",
    "core.web.scanning.ScanMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "core.web.errors.method_page",
    "core.web.watch.watch",
    "core.web.seen.SeenMiddleware",  # last: it answers what a view raises
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.static",
                "core.templatetags.portal",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.portal",
            ],
        },
    },
]
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its attributes and the context processors, nothing else
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- data ------------------------------------------------------------------------------------------
# The tables' owner signs in only for what makes tables or reads all of them (manage.py); see core.roles.
PORTAL_DATABASE = environment.database  # a function: the owner's password is read when it is needed
_as_owner = os.environ.get("PORTAL_AS_OWNER") == "1"
DATABASES = {"default": environment.database(owner=_as_owner) | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
# Parallel test processes share a server, not its keys: each clears its own database of it.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_broker_url, _cache_url = environment.redis_urls(
    os.environ.get("REDIS_URL"), cache_offset=2 + int(_worker[2:]) if _worker else 1
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _cache_url,
        "KEY_PREFIX": "portal",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- accounts --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "people.backends.AccountBackend",
    "organizations.backends.TreeGrantBackend",
]
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
# Whatever guardian's own functions are asked, they end at the grants, which refuse loudly.
GUARDIAN_USER_OBJ_PERMS_MODEL = "organizations.Grant"
GUARDIAN_GROUP_OBJ_PERMS_MODEL = "organizations.GroupGrant"
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend knows no dates: organizations.backends stands in
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "people.forms.SignInForm", "change_password": "people.forms.ChangePassword"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end with the password, this one goes on
# 等保 2.0 8.1.4.1: lock-out after failures, of an account at an address or a device (people.attempts).
LOCK_OUT_FAILURES = platform("core.account.failures_max")
LOCK_OUT_SECONDS = platform("core.account.locked_minutes") * 60
ADDRESS_TRIES = platform("core.account.address_tries")
TOTAL_TRIES = platform("core.account.total_tries")
PAUSE_SECONDS = platform("core.account.pause_seconds")
DEVICE_SECONDS = platform("core.account.device_days") * 24 * 3600
ONE_USE_HOURS = platform("core.activation_hours")  # a password that somebody else has set
ACCOUNT_REQUEST_DAYS = platform("core.account.request_days")
SECOND_FACTOR_ROLES = tuple(platform("core.second_factor.roles"))
SECOND_FACTOR_GRACE_DAYS = platform("core.second_factor.grace_days")
REVEALS_PER_HOUR = platform("core.reveal.per_hour")
FULL_ROWS_PER_DAY = platform("core.export.full_rows_per_day")
UNMATCHED_PER_DAY = platform("core.lookup.unmatched_per_day")
PREVIEWS_PER_DAY = platform("core.lookup.previews_per_day")
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "20/10m/key"}  # the second: a new factor, by its code
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies(https=HTTPS)  # else X-Forwarded-For is ignored
MFA_ADAPTER = "people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "people.forms.SecondFactor", "reauthenticate": "people.forms.SecondFactorAgain"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": platform("core.password.length_min")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organizations.accounts.passwords.OfficeWords"},
    {"NAME": "organizations.accounts.passwords.Breached"},
]
BREACHED_PASSWORDS = environment.breached_passwords()
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_AGE = (
    platform("core.session.idle_minutes") * 60
)  # seconds without a request until the session ends (people.middleware)
SESSION_ABSOLUTE_SECONDS = platform("core.session.absolute_hours") * 3600  # from the sign-in, whatever is done in it
SESSIONS_MOST = platform("core.session.most")  # of one account; the oldest ends
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they name people: not in a cookie

# -- security --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DEVICE_COOKIE, ELDER_COOKIE = "device", "portal_mode"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # htmx reads it for its header
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"  # of this host alone, by TLS alone
    DEVICE_COOKIE, ELDER_COOKIE = "__Host-device", "__Host-portal_mode"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Limits of one request; a file of more than 2.5 MB goes to disk, the import sets its own limits on content.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# -- language, files, mail -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = ZONE.key
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = PORTAL_HOME / "static"
MEDIA_ROOT = PORTAL_HOME / "media" / _worker  # the tests' processes share a home, not their files
BALLOT_KEYS = environment.ballot_keys()  # of polls that are being voted by phone; never in a backup
FILE_UPLOAD_PERMISSIONS = 0o600
SCAN_COMMAND = shlex.split(os.environ.get("SCAN_COMMAND", ""))  # reads an upload, ends with 1 where something is found
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
_plain = DEBUG or TEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _plain
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = _plain

# Without a mail server, letters are written to files: a demo's log carries no personal data either.
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = PORTAL_HOME / "mail"
if EMAIL_HOST := os.environ.get("EMAIL_HOST", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "465"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "portal@localhost")

FONT_DIR = os.environ.get("FONT_DIR", "")  # an office's licensed fonts, embedded in PDF before the free ones

# -- background work -------------------------------------------------------------------------------
CELERY_BROKER_URL = _broker_url
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 25 * 60
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A job whose worker died unseen comes back after this many seconds; longer than the longest job.
# A sender gives up after a moment, without these it would try for ever: what was to be sent waits in the database.
_give_up = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, **_give_up}
CELERY_BEAT_SCHEDULE_FILENAME = str(PORTAL_HOME / "run" / "beat-schedule")

# -- logs ------------------------------------------------------------------------------------------
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"level": os.environ.get("LOG_LEVEL", "INFO"), "plain": DEBUG or TEST, "stream": sys.stderr}

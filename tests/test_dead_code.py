"""What nothing uses goes: each function, class and property of the product is named somewhere else in the product."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = (
    "core",
    "config",
    "server",
    "demo",
    "tools",
    "people",
    "organizations",
    "members",
    "grids",
    "meetings",
    "services",
    "assessments",
)

# Names that a framework calls by a convention.
_CALLED = re.compile(
    r"^(__\w+__|clean_\w+|bench_\w+|dehydrate_\w+|has_\w+_permission|get_(readonly_fields|export_\w+|user|queryset|urls)"
    r"|Command|\w+Config|Meta|add_arguments)$"
)
_REGISTERED = re.compile(r"^(receiver|\w*\.?register|\w+\.(filter|simple_tag|inclusion_tag|task|connect))\b")
_CALLED_BY_NAME = {
    "Django": {
        "as_sql", "create_superuser", "formfield_for_foreignkey", "from_db_value", "get_all_permissions",
        "get_by_natural_key", "get_default", "get_full_name", "get_group_permissions", "get_short_name",
        "log_message", "lookup_allowed", "process_view", "send_messages",
        "state_forwards", "value_to_string", "_get_obj_does_not_exist_redirect", "_get_session_auth_hash",
        "_post_clean", "get_model_class", "get_session_store_class", "validate_unique",
    },
    "django-allauth": {
        "authentication_failed", "build_totp_svg", "get_login_stages", "get_totp_issuer", "is_open_for_signup",
        "pre_authenticate",
        "user_credentials",
    },
    "django-import-export": {"before_export", "delete_instance", "filter_export", "save_instance"},
    "Celery": {"at_start"},
    "gunicorn": {"post_fork"},
    "html.parser": {"handle_endtag", "handle_starttag"},
}  # fmt: skip
KEPT = {
    "phrase_pinyin": "readings of an organisation's name",
    "forget_grants": "what a user may is kept for a request; tests ask twice",
    "key_id": "which key a stored value carries: tests of the rotation ask",
    "Together": "what the first migrations write",
    "first_open_day": "the day after which nothing is closed",
    "superior_ids": "superiors on a day",
    "process_exception": "a hook of middleware, called by Django",
}


def _decorators(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    return [ast.unparse(each) for each in node.decorator_list]


def _defined(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not any(map(_REGISTERED.search, _decorators(node))):
            yield node.name, node.lineno


def test_everything_is_used() -> None:
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    texts = [*sources, ROOT / "manage.py", *(ROOT / "templates").rglob("*.*")]
    named = Counter(name for path in texts for name in re.findall(r"\w+", path.read_text(encoding="utf-8")))
    by_name = set().union(*_CALLED_BY_NAME.values())
    unused = {
        name: f"{path.relative_to(ROOT)}:{line}"
        for path in sources
        for name, line in _defined(path)
        if named[name] == 1 and not _CALLED.match(name) and name not in by_name
    }
    assert set(unused) <= set(KEPT), unused

"""Pictures of the main pages of every role, taken in Chromium from the demo, small enough to keep beside the code."""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application
from django.db import connections
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from assessments.models import Evaluation, Score
from grids.models import Grid, Household, Opinion
from meetings.models import Meeting
from meetings.rules import MEETING
from members.models import DualRegistration, Membership
from organizations.models import Case, Organization, TwoNewOrganization
from people.models import User
from services.feedback.models import FeedbackRound
from services.models import Activity, Agreement

try:
    sync_api: Any = import_module("playwright.sync_api")  # of the development environment, not of a server's
except ImportError:
    sync_api = None

PHONE, OFFICE, SCREEN = (390, 844), (1366, 768), (1920, 1080)
COLOURS = 96
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
Address = str | Callable[[User], str | None]


def one(route: str, rows: Callable[[User], Any], *more: Any) -> Address:
    """The page of the first of these records; no picture where the demo has none."""

    def address(user: User) -> str | None:
        found = rows(user).values_list("pk", flat=True).first()
        return None if found is None else reverse(route, args=[found, *more])

    return address


def seen(model: Any, permission: str) -> Callable[[User], Any]:
    return lambda user: model.objects.visible_to(user, f"organizations.{permission}")


def theme_days(user: User) -> Any:
    rows = Meeting.objects.visible_to(user, "organizations.view_meeting").filter(kind="theme_day")
    return rows.order_by("-starts_at")


def recordable(user: User) -> Any:
    return theme_days(user).filter(state__in=MEETING["record"].frm)


def evaluations(user: User) -> Any:
    rows = Evaluation.objects.visible_to(user, "organizations.view_evaluation")
    return rows.filter(scheme__year=timezone.localdate().year).order_by("organization__path")


def scores(user: User) -> Any:
    return Score.objects.filter(evaluation__in=evaluations(user)[:1], item__indicator="theme_day_held")


def cases(user: User, kind: str) -> Any:
    return seen(Case, "view_organization")(user).filter(kind=kind)


def cards(user: User) -> Any:
    return seen(FeedbackRound, "view_organization")(user).order_by("-pk")


def streets(user: User) -> str:
    street = Organization.objects.filter(kind="street_working_committee").order_by("path").last()
    return f"{reverse('assessments:dashboard')}?organization={street.pk if street else ''}"


@dataclass(frozen=True)
class Picture:
    name: str
    address: Address
    size: tuple[int, int] | None = None
    elder: bool = False


OFFICES: dict[str, tuple[Picture, ...]] = {
    "district": (
        Picture("home", "/"),
        Picture("dashboard", "/assessments/dashboard/"),
        Picture("dashboard-screen", "/assessments/dashboard/", SCREEN),
        Picture("street", streets),
        Picture("evaluations", "/assessments/evaluations/"),
        Picture("evaluation", one("assessments:evaluation", evaluations)),
        Picture("score", one("assessments:score", scores)),
        Picture("statistics", "/members/statistics/"),
        Picture("organizations", "/organizations/"),
    ),
    "street": (
        Picture("home", "/"),
        Picture("progress", "/meetings/progress/"),
        Picture("opinions", "/grids/opinions/"),
        Picture("coverage", "/services/coverage/"),
        Picture("posts", "/organizations/posts/"),
        Picture("units", "/organizations/units/"),
        Picture("selection", one("organizations:case", lambda u: cases(u, "selection"))),
        Picture("two-new", one("organizations:two_new_entry", seen(TwoNewOrganization, "view_organization"))),
        Picture("admin", "/admin/"),
        Picture("admin-organizations", "/admin/organizations/organization/"),
        Picture("admin-posts", "/admin/organizations/post/"),
        Picture("admin-members", "/admin/members/membership/"),
        Picture("admin-audit", "/admin/core/auditevent/"),
    ),
    "secretary": (
        Picture("home", "/"),
        Picture("meetings", "/meetings/"),
        Picture("plan", "/meetings/plan/"),
        Picture("meeting", one("meetings:detail", lambda user: theme_days(user).filter(state="closed"))),
        Picture("record", one("meetings:record", recordable)),
        Picture("month", "/meetings/month/"),
        Picture("members", "/members/"),
        Picture("member", one("members:member", seen(Membership, "view_member"))),
        Picture("import", "/members/import/"),
        Picture("registrations", "/members/registrations/"),
        Picture(
            "registration",
            one("members:registration", lambda u: seen(DualRegistration, "view_member")(u).filter(state="submitted")),
        ),
        Picture("statistics", "/members/statistics/"),
        Picture("grids", "/grids/"),
        Picture("grid", one("grids:grid", seen(Grid, "view_grid"))),
        Picture("household", one("grids:household", lambda u: Household.objects.exclude(member_household=None))),
        Picture("opinion", one("grids:opinion", lambda u: seen(Opinion, "view_grid")(u).filter(state="received"))),
        Picture("services", "/services/"),
        Picture(
            "agreement",
            one("services:agreement", lambda u: seen(Agreement, "view_service")(u).filter(state="published")),
        ),
        Picture(
            "activity-code",
            one("services:activity_code", lambda u: seen(Activity, "view_service")(u).filter(state="published")),
        ),
        Picture("organization", one("organizations:detail", lambda u: Organization.objects.filter(kind="community"))),
        Picture("score", one("assessments:score", scores)),
        Picture("inbox", "/inbox/"),
        Picture("development", one("organizations:case", lambda u: cases(u, "development").order_by("-pk"))),
        Picture("floating", "/members/floating/directory/"),
        Picture("member-classes", "/services/member-classes/"),
        Picture(
            "feedback",
            one("services:feedback_entry", lambda u: seen(FeedbackRound, "view_organization")(u).order_by("-pk")),
        ),
        Picture("funds", "/services/funds/"),
        Picture("honours", "/assessments/awards/"),
        Picture("search", "/search/?q=党"),
        Picture("home-elder", "/", None, True),
        Picture("home-phone", "/", PHONE),
    ),
}
PHONES: dict[str, tuple[Picture, ...]] = {
    "member": (
        Picture("home", "/"),
        Picture("services", "/services/mine/"),
        Picture(
            "activity",
            one("services:claim", lambda u: Activity.objects.filter(state="published", starts_at__gt=timezone.now())),
        ),
        Picture("schedule", "/meetings/schedule/"),
        Picture("registration", "/members/registrations/new/"),
        Picture("registrations", "/members/registrations/mine/"),
        Picture("duties", "/grids/duties/mine/"),
        Picture("me", "/people/me/"),
        Picture("inbox", "/inbox/"),
        Picture("home-elder", "/", None, True),
    ),
    "unit": (
        Picture("home", "/"),
        Picture("agreements", "/services/mine/agreements/"),
        Picture(
            "agreement",
            one(
                "services:my_agreement",
                lambda u: Agreement.objects.filter(unit__presences__contact=u.person_id).order_by("-year"),
            ),
        ),
    ),
}
PUBLIC = (
    Picture("sign-in", "/accounts/login/"),
    Picture("sign-in-phone", "/accounts/login/", PHONE),
    Picture("opinion-phone", lambda user: public_grid(), PHONE),
)


def public_grid() -> str | None:
    token = Grid.objects.order_by("pk").values_list("token", flat=True).first()
    return token and reverse("grids:public_grid", args=[token])


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The portal on a free port of this machine, in this process; its address."""
    plain = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=plain):
        server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        server.daemon_threads = True
        server.set_app(StaticFilesHandler(get_internal_wsgi_application()))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Command(BaseCommand):
    help = "拍下演示中各角色主要页面的图片（needs Chromium; without a demo in PORTAL_HOME a temporary one is made）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", default=str(settings.BASE_DIR / "docs" / "screenshots"), metavar="FOLDER")
        parser.add_argument("--only", metavar="TEXT", help="only pictures whose name holds this")

    def handle(self, *args: Any, **options: Any) -> None:
        chromium = next((p for p in (os.environ.get("CHROMIUM"), *CHROMIUM) if p and os.path.exists(p)), None)
        if sync_api is None or chromium is None:
            raise CommandError("需要 Chromium 和 playwright (make install, apt install chromium)")
        accounts = settings.PORTAL_HOME / "demo-accounts.json"
        if not accounts.exists():
            self._in_a_temporary_home(options)
            return
        self.out = Path(options["out"])
        self.out.mkdir(parents=True, exist_ok=True)
        self.only, self.taken, self.bytes = options["only"] or "", 0, 0
        self.faults: list[str] = []
        signed = {row["username"]: row["password"] for row in json.loads(accounts.read_text(encoding="utf-8"))}
        with serving() as root, sync_api.sync_playwright() as playwright:
            # Playwright keeps a loop running in this thread; Django's database layer takes that for async code.
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"])
            self._role(browser, root, "public", None, PUBLIC, OFFICE)
            for roles, size in ((OFFICES, OFFICE), (PHONES, PHONE)):
                for role, pictures in roles.items():
                    self._role(browser, root, role, signed.get(role), pictures, size)
            browser.close()
        connections.close_all()
        self.stdout.write(f"{self.taken} pictures, {self.bytes / 1e6:.1f} MB, in {self.out}")
        if self.faults:
            raise CommandError("\n".join(self.faults))

    def _in_a_temporary_home(self, options: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory(prefix="ph-") as home:
            environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
            environment["PORTAL_HOME"] = home
            manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
            wanted = ["--out", os.path.abspath(options["out"])] + (
                ["--only", options["only"]] if options["only"] else []
            )
            for command in (["migrate", "--verbosity", "0"], ["seed_demo"], ["screenshots", *wanted]):
                quiet = subprocess.DEVNULL if command[0] == "seed_demo" else None
                if subprocess.run([*manage, *command], env=environment, stdout=quiet).returncode:
                    raise CommandError(f"{command[0]} failed in the temporary home")

    def _role(
        self,
        browser: Any,
        root: str,
        role: str,
        password: str | None,
        pictures: tuple[Picture, ...],
        size: tuple[int, int],
    ) -> None:
        wanted = [each for each in pictures if self.only in f"{role}-{each.name}"]
        if not wanted:
            return
        if password is None and role != "public":
            self.faults.append(f"{role}: the demo has no such account")
            return
        context = browser.new_context(locale="zh-CN", timezone_id=settings.TIME_ZONE, reduced_motion="reduce")
        page = context.new_page()
        user = User()
        if password:
            user = User.objects.get(username=role)
            page.goto(f"{root}/accounts/login/")
            page.fill("[name=login]", role)
            page.fill("[name=password]", password)
            page.press("[name=password]", "Enter")
            page.wait_for_url(f"{root}/")
        for each in wanted:
            path = each.address if isinstance(each.address, str) else each.address(user)
            if path is None:
                self.faults.append(f"{role}-{each.name}: the demo has no such record")
                continue
            width, height = each.size or size
            page.set_viewport_size({"width": width, "height": height})
            mode = {"name": "portal_mode", "value": "elder", "url": root}
            context.add_cookies([mode]) if each.elder else context.clear_cookies(name="portal_mode")
            answer = page.goto(root + path)
            if answer is None or answer.status != 200:
                self.faults.append(f"{role}-{each.name}: {path} answers {answer and answer.status}")
                continue
            page.wait_for_load_state("networkidle")
            self._keep(page, f"{role}-{each.name}.png")
        context.close()

    def _keep(self, page: Any, name: str) -> None:
        """One window, in few colours: a third of the size."""
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        path = self.out / name
        picture.save(path, optimize=True)
        self.taken += 1
        self.bytes += path.stat().st_size
        self.stdout.write(f"{name} {path.stat().st_size // 1024} KB")

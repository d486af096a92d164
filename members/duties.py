"""Duties of members' offices: registrations, corrections of personal data (S2 三(五))."""

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Line, Message, Source
from core.zone import local_day
from members.erasure.duties import DUTIES as ERASURES
from members.floating.duties import DUTIES as FLOATING
from members.hardship.duties import DUTIES as HARDSHIPS
from members.models import DualRegistration
from members.residence.duties import DUTIES as RESIDENCES
from members.standing.duties import DUTIES as STANDINGS
from members.transfers.duties import DUTIES as TRANSFERS
from people.models import CorrectionRequest

_SUBMITTED = local_day("r.submitted_at")

REGISTRATIONS = Source(
    "registration.confirm",
    f"""
    SELECT 'registration.confirm' AS key, r.organization_id, r.scope, NULL AS person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, {_SUBMITTED} AS opens_on,
           {add_working_days_sql(_SUBMITTED, "s.registration_days", "e")} AS due_on, NULL AS verdict,
           p.name AS label, '报到日期 ' || {_SUBMITTED} AS detail, ARRAY[0, -1] AS remind
    FROM members_dualregistration r
    JOIN std s ON s.organization_id = r.organization_id
    JOIN people_person p ON p.id = r.person_id
    LEFT JOIN workdays w ON w.date = {_SUBMITTED}
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.registration_days
    WHERE r.state = '{DualRegistration.State.SUBMITTED}' AND r.scope >= %(lo)s AND r.scope < %(hi)s
    """,
    (
        Duty(
            "registration.confirm",
            "确认{label}的在职党员报到",
            "确认 {count} 名在职党员报到",
            "逐一看 / 全部确认",
            lambda line: reverse("members:registrations"),
            "organizations.confirm_registration",
            notes="最早一份：{detail}",
            behind="{organizations} 个社区有逾期未确认的双报到",
            overseer="organizations.view_member",
            behind_note="共 {missing} 人",
            behind_url=lambda line: reverse("members:registrations"),
            message=Message(
                "registration.confirm",
                "双报到待确认",
                "organizations.organization",
                "请确认 {count} 名在职党员的报到",
                "确认期限 {due_on}",
                lambda: reverse("members:registrations"),
                together=True,
            ),
        ),
    ),
    {"registration_days": "mem.registration.confirm_working_days"},
)

_LAPSING = f"""
    r.organization_id, r.scope, {{person}} AS person_id, NULL AS barred_id, r.id AS record, 1 AS amount,
           upper(r.during) - s.lapse_days AS opens_on, upper(r.during) - 1 AS due_on, NULL AS verdict,
           {{label}} AS label, '有效期到 ' || upper(r.during) - 1 AS detail, {{remind}} AS remind
    FROM members_dualregistration r
    JOIN people_person p ON p.id = r.person_id
    JOIN organizations_organization o ON o.id = r.organization_id
    JOIN std s ON s.organization_id = r.organization_id
    WHERE r.state = '{DualRegistration.State.CONFIRMED}' AND r.scope >= %(lo)s AND r.scope < %(hi)s
      AND upper(r.during) <= %(today)s::date + s.lapse_days AND upper(r.during) > %(today)s::date
"""
_LAPSE_STANDARDS = {"lapse_days": "mem.registration.lapse_days_before"}

REFRESH = Source(
    "registration.refresh",
    f"SELECT 'registration.refresh' AS key, {_LAPSING.format(person='NULL', label='p.name', remind='NULL')}",
    (
        Duty(
            "registration.refresh",
            "{label}的报到将到期",
            "{count} 名党员的报到将到期",
            "去核对",
            lambda line: reverse("members:registrations"),
            "organizations.confirm_registration",
            notes="提醒本人到期后重新报到",
        ),
    ),
    _LAPSE_STANDARDS,
)

OWN_REFRESH = Source(
    "registration.refresh_own",
    "SELECT 'registration.refresh_own' AS key, "
    + _LAPSING.format(person="r.person_id", label="o.name", remind="ARRAY[s.lapse_days]"),
    (
        Duty(
            "registration.refresh_own",
            "在{label}的报到将到期",
            "您有 {count} 项报到将到期",
            "去看",
            lambda line: reverse("members:my_registrations"),
            notes="到期后请重新报到",
            message=Message(
                "registration.lapses",
                "报到将到期",
                "members.dualregistration",
                "您在{label}的报到将到期",
                "{detail}，到期后请重新报到。",
                lambda: reverse("members:my_registrations"),
            ),
        ),
    ),
    _LAPSE_STANDARDS,
    places="SELECT organization_id FROM members_dualregistration WHERE person_id = %(person)s",
)


def _own_list_of(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("members:registration_accept", args=[line.record])
    return reverse("members:my_registrations")


def _list_of(line: Line) -> str:
    return reverse("members:unit_list", args=[line.record]) if line.record else reverse("members:unit_lists")


_LISTED = local_day("r.listed_at")
_LIST_STANDARDS = {"registration_days": "mem.registration.confirm_working_days"}

ACCEPT = Source(
    "registration.accept",
    f"""
    SELECT 'registration.accept' AS key, r.organization_id, r.scope, r.person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, {_LISTED} AS opens_on,
           {add_working_days_sql(_LISTED, "s.registration_days", "e")} AS due_on, NULL AS verdict,
           o.name AS label, r.unit_name || '已替您登记' AS detail, ARRAY[s.registration_days, 0] AS remind
    FROM members_dualregistration r
    JOIN organizations_organization o ON o.id = r.organization_id
    JOIN std s ON s.organization_id = r.organization_id
    LEFT JOIN workdays w ON w.date = {_LISTED}
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.registration_days
    WHERE r.state = '{DualRegistration.State.LISTED}' AND r.scope >= %(lo)s AND r.scope < %(hi)s
    """,
    (
        Duty(
            "registration.accept",
            "确认在{label}的报到",
            "您有 {count} 项报到等您确认",
            "去确认",
            _own_list_of,
            message=Message(
                "registration.accept",
                "报到等您确认",
                "members.dualregistration",
                "请确认在{label}的报到",
                "{detail}，请在 {due_on} 以前确认。",
                lambda: reverse("members:registration_accept", args=[0]),
            ),
        ),
    ),
    _LIST_STANDARDS,
    places="SELECT organization_id FROM members_dualregistration WHERE person_id = %(person)s",
)

VOUCH = Source(
    "registration.vouch",
    f"""
    SELECT 'registration.vouch' AS key, r.organization_id, r.scope, c.contact_id AS person_id, NULL AS barred_id,
           c.id AS record, 1 AS amount, {_SUBMITTED} AS opens_on,
           {add_working_days_sql(_SUBMITTED, "s.registration_days", "e")} AS due_on, NULL AS verdict,
           p.name AS label, r.unit_name || '，报到日期 ' || {_SUBMITTED} AS detail, ARRAY[s.registration_days] AS remind
    FROM members_dualregistration r
    JOIN std s ON s.organization_id = r.organization_id
    JOIN people_person p ON p.id = r.person_id
    JOIN organizations_unitpresence c ON c.unit_id = r.unit_id AND c.organization_id = r.organization_id
     AND c.during @> %(today)s::date AND c.contact_id <> r.person_id
    LEFT JOIN workdays w ON w.date = {_SUBMITTED}
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.registration_days
    WHERE r.state = '{DualRegistration.State.SUBMITTED}' AND r.vouched_at IS NULL
      AND r.scope >= %(lo)s AND r.scope < %(hi)s
    """,
    (
        Duty(
            "registration.vouch",
            "确认{label}是不是本单位党员",
            "确认 {count} 名报到人员是不是本单位党员",
            "去确认",
            lambda line: reverse("members:own_unit_list", args=[line.record]),
            notes="{label}等，{detail}",
            message=Message(
                "registration.vouch",
                "报到待单位确认",
                "organizations.unitpresence",
                "请确认{label}是不是本单位党员",
                "{detail}，请在 {due_on} 以前确认。",
                lambda: reverse("members:own_unit_list", args=[0]),
            ),
        ),
    ),
    _LIST_STANDARDS,
    places="SELECT organization_id FROM organizations_unitpresence WHERE contact_id = %(person)s",
)

RETURN_LIST = Source(
    "registration.return_list",
    f"""
    SELECT 'registration.return_list' AS key, t.organization_id, t.scope, NULL AS person_id, NULL AS barred_id,
           u.id AS record, t.people AS amount, t.over_on + 1 AS opens_on, t.due_on, NULL AS verdict, n.name AS label,
           t.people || ' 人没有确认' AS detail, ARRAY[0, -1] AS remind
    FROM (
        SELECT r.organization_id, r.scope, r.unit_id, count(*) AS people,
               min({add_working_days_sql(_LISTED, "s.registration_days", "e")}) AS over_on,
               min({add_working_days_sql(_LISTED, "2 * s.registration_days", "f")}) AS due_on
        FROM members_dualregistration r
        JOIN std s ON s.organization_id = r.organization_id
        LEFT JOIN workdays w ON w.date = {_LISTED}
        LEFT JOIN workdays e ON e.working AND e.number = w.number + s.registration_days
        LEFT JOIN workdays f ON f.working AND f.number = w.number + 2 * s.registration_days
        WHERE r.state = '{DualRegistration.State.LISTED}' AND r.returned_on IS NULL
          AND r.scope >= %(lo)s AND r.scope < %(hi)s
        GROUP BY r.organization_id, r.scope, r.unit_id
    ) t
    JOIN organizations_unitpresence u
      ON u.unit_id = t.unit_id AND u.organization_id = t.organization_id AND u.during @> %(today)s::date
    JOIN organizations_unit n ON n.id = t.unit_id
    """,
    (
        Duty(
            "registration.return_list",
            "把未确认名单送回{label}",
            "{count} 名党员没有确认单位名单上的报到，名单待送回",
            "去送回",
            _list_of,
            "organizations.confirm_registration",
            notes="{label}：{detail}",
            behind="{organizations} 个社区没有把未确认名单送回单位",
            overseer="organizations.view_member",
            behind_note="共 {missing} 人",
            behind_url=lambda line: reverse("members:unit_lists"),
            message=Message(
                "registration.return_list",
                "单位名单待送回",
                "organizations.unitpresence",
                "请把未确认名单送回{label}",
                "{detail}，{due_on} 以前送回。",
                lambda: reverse("members:unit_list", args=[0]),
            ),
        ),
    ),
    _LIST_STANDARDS,
)

_ASKED = local_day("c.submitted_at")

CORRECTIONS = Source(
    "correction.answer",
    f"""
    SELECT 'correction.answer' AS key, b.organization_id, b.scope, NULL AS person_id, u.id AS barred_id,
           c.id AS record, 1 AS amount, {_ASKED} AS opens_on,
           {add_working_days_sql(_ASKED, "s.correction_days", "e")} AS due_on, NULL AS verdict,
           p.name AS label, '党员认为登记的信息有误，核对后更正或说明原因' AS detail, ARRAY[0, -1] AS remind
    FROM people_correctionrequest c
    JOIN people_person p ON p.id = c.person_id
    JOIN LATERAL (
        SELECT m.organization_id, m.scope FROM members_membership m
        WHERE m.person_id = c.person_id AND m.during @> %(today)s::date
        UNION ALL
        (SELECT t.organization_id, t.scope FROM organizations_post t
         WHERE t.person_id = c.person_id AND NOT EXISTS (
             SELECT 1 FROM members_membership m WHERE m.person_id = c.person_id AND m.during @> %(today)s::date)
         ORDER BY upper_inf(t.during) DESC, lower(t.during) DESC LIMIT 1)
        LIMIT 1
    ) b ON b.scope >= %(lo)s AND b.scope < %(hi)s
    JOIN std s ON s.organization_id = b.organization_id
    LEFT JOIN people_user u ON u.person_id = c.person_id
    LEFT JOIN workdays w ON w.date = {_ASKED}
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.correction_days
    WHERE c.state = '{CorrectionRequest.State.OPEN}'
    """,
    (
        Duty(
            "correction.answer",
            "处理{label}的更正申请",
            "处理 {count} 份更正申请",
            "去处理",
            lambda line: reverse("people:corrections"),
            "organizations.manage_member",
            notes="{detail}",
            message=Message(
                "correction.answer",
                "更正申请待处理",
                "people.correctionrequest",
                "请处理更正申请：{label}",
                "办理期限 {due_on}",
                lambda: reverse("people:corrections"),
            ),
        ),
    ),
    {"correction_days": "core.correction.answer_working_days"},
)

DUTIES = (
    *(REGISTRATIONS, REFRESH, OWN_REFRESH, ACCEPT, VOUCH, RETURN_LIST, CORRECTIONS),
    *(*TRANSFERS, *STANDINGS, *HARDSHIPS, *RESIDENCES, *FLOATING, *ERASURES),
)

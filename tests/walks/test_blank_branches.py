"""A branch that developed nobody, from the street's list to the check (MEM-09), and a defect of a file whose
responsibility is traced (MEM-17), through pages alone."""

from datetime import date

import pytest

from members.models import Membership
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_development import BRANCH, apply, at, step


@pytest.fixture
def lasting(db: None) -> Community:
    """Accounts opened shortly before: nobody is asked for a second factor on the way."""
    with at(2028, 1, 8):
        made = Community()
    Membership.objects.update(joined_on=date(2025, 1, 10))
    return made


@pytest.mark.walk("MEM-09")
def test_a_blank_branch_finds_its_cause_and_is_put_right(lasting: Community) -> None:
    with at(2027, 12, 31):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.misses("多年没有发展党员")
    with at(2028, 1, 10):
        clerk, secretary = Person("street"), Person("secretary")
        clerk.open("/members/")
        clerk.follow("发展党员")
        clerk.follow("空白支部")
        clerk.sees("3年及以上没有发展党员的支部 1 个，其中 1 个还没有整改", BRANCH, "还没有整改")
        secretary.open("/?all=1")
        secretary.sees("幸福里第一党支部多年没有发展党员，查找原因并整改")
        secretary.follow("去整改", within="多年没有发展党员")
        secretary.follow("登记整改", within=BRANCH)
        secretary.press("登记")
        case = secretary.address
        step(secretary, case, "查找原因", 主要原因="支部重视不够", 具体情况="没有主动培养青年")
        step(secretary, case, "制定整改措施", 整改措施="每季度走访青年骨干")
        secretary.open("/?all=1")
        secretary.misses("多年没有发展党员")
    with at(2028, 1, 12):
        clerk, secretary = Person("street"), Person("secretary")
        step(secretary, case, "登记整改进展", 进展="走访五人")
        clerk.open("/?all=1")
        clerk.sees("街道（镇）验收")
        clerk.open(case)
        clerk.sees("整改以来还没有登记入党申请人")
        apply(secretary, "林向阳")
        step(clerk, case, "街道（镇）验收", 验收结果="已整改", 验收意见="有了入党申请人")
        clerk.sees("已办结")
        clerk.open("/members/development/blank/")
        clerk.sees("支部重视不够：没有主动培养青年", "今年已整改")


@pytest.mark.walk("MEM-17")
def test_a_defect_of_a_file_is_traced_to_who_answers_for_it(community: Community) -> None:
    with at(2026, 11, 24):
        secretary, clerk = Person("secretary"), Person("street")
        file = apply(secretary, "林向阳")
        clerk.open("/members/")
        clerk.follow("发展党员")
        clerk.follow("责任追究")
        clerk.follow("登记责任追究")
        clerk.fill("所属组织", BRANCH)
        clerk.fill("发展档案当事人姓名", "林向阳")
        clerk.fill("发现的问题", "突击填写材料")
        clerk.press("登记")
        case = clerk.address
        secretary.open("/?all=1")
        secretary.sees("林向阳责任追究：支部说明情况")
        secretary.open(case)
        secretary.misses("登记“认定责任、作出处理”")
        step(secretary, case, "支部说明情况", 情况说明="谈话记录事后补写")
        clerk.open(case)
        clerk.follow("登记“认定责任、作出处理”")
        clerk.fill("处理", "责令检查")
        clerk.tick("冯一")
        clerk.fill("处理文号", "甲街纪〔2026〕3号")
        clerk.fill("认定的事实和责任", "谈话没有及时记录")
        clerk.press("登记")
        clerk.sees("责任人 冯一", "责令检查", "甲街纪〔2026〕3号")
        step(secretary, case, "整改到位", 整改情况="已补齐并说明")
        secretary.open(file)
        secretary.sees("突击填写材料：正在追究责任")
        step(clerk, case, "核查销号", 核查意见="整改属实")
        clerk.sees("已办结")
        secretary.open(file)
        secretary.sees("突击填写材料：责任追究已办结")

"""The switch to elder mode, and the gallery of components for those who build pages."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.web.guards import public, staff

YEAR = 365 * 24 * 3600


@public
@require_POST
def display_mode(request: HttpRequest) -> HttpResponse:
    """Remember elder or standard mode in a cookie of this device and go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("mode") == "elder":
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(settings.ELDER_COOKIE, "elder", max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(settings.ELDER_COOKIE, samesite="Lax")
    return response


class GalleryForm(forms.Form):
    """One field of each kind, as pages show them."""

    subject = forms.CharField(label="主题", max_length=40, help_text="写进纪要标题，例如：走访慰问困难党员")
    held_at = forms.DateTimeField(label="开会时间", initial=timezone.now, widget=forms.DateTimeInput)
    due_on = forms.DateField(label="截止日期", required=False)
    kind = forms.ChoiceField(label="形式", choices=[("", "请选择"), ("study", "集中学习"), ("service", "志愿服务")])
    hours = forms.DecimalField(label="时长（小时）", min_value=0, max_digits=4, decimal_places=1)
    absent = forms.MultipleChoiceField(
        label="请假人员",
        required=False,
        choices=[("1", "赵民国"), ("2", "李德鹏"), ("3", "侯洁艳"), ("4", "杜桂芳")],
        widget=forms.CheckboxSelectMultiple,
    )
    secret = forms.ChoiceField(
        label="表决方式", choices=[("hands", "举手"), ("ballot", "无记名投票")], widget=forms.RadioSelect
    )
    text = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.FileField(label="照片", required=False, help_text="不超过 5 MB 的 JPG 或 PNG")
    agreed = forms.BooleanField(label="本人已核对以上内容")


@staff
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data; for staff and, when DEBUG is on, for anybody."""
    return render(request, "core/gallery.html", _gallery_context(request))


def _gallery_context(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    form = GalleryForm({"subject": "", "hours": "-1"}) if "errors" in request.GET else GalleryForm()
    columns = ["主题党日", "联席会议", "双报到率", "共建履约", "五好得分"]
    heat = [
        ("南环街道", [("q3", "79%"), ("q4", "96%"), ("q3", "65%"), ("q4", "92%"), ("q3", "89.4")]),
        ("清洋街道", [("q4", "85%"), ("q4", "91%"), ("qx", "未知"), ("q2", "53%"), ("q2", "80.5")]),
        ("市场街道", [("q3", "62%"), ("q1", "32%"), ("q0", "18%"), ("q1", "37%"), ("q1", "71.1")]),
    ]
    cell = {"label": "302", "note": "李家", "url": "#", "kind": ""}
    return {
        "today": today,
        "days": [today - timedelta(2), today, today + timedelta(3), today + timedelta(40)],
        "marks": {
            today - timedelta(2): {"url": "#", "title": "主题党日未记录", "late": True},
            today + timedelta(5): {"url": "#", "title": "联席会议"},
        },
        "form": form,
        "heat": heat,
        "columns": columns,
        "page": Paginator(range(1162), 20).get_page(request.GET.get("page")),
        "tabs": [
            {"label": "全部", "url": "#", "current": True, "count": 46},
            {"label": "待确认", "url": "#", "count": 6},
            {"label": "已退回", "url": "#", "count": 0},
        ],
        "ranges": [
            {"label": "本月", "url": "#", "current": True},
            {"label": "本季", "url": "#"},
            {"label": "本年", "url": "#"},
        ],
        "crumbs": [{"label": "首页", "url": "/"}, {"label": "会议与主题党日", "url": "#"}],
        "steps": ["上传", "核对", "导入", "完成"],
        "floors": [
            {
                "label": f"{floor} 层",
                "cells": [
                    {
                        "label": f"{floor}01",
                        "note": "王家 2 名党员",
                        "url": "#",
                        "kind": "household" if floor == 3 else "member",
                    },
                    cell | {"label": f"{floor}02"},
                    {"label": f"{floor}03", "note": "空置", "kind": "empty"},
                    cell | {"label": f"{floor}04"},
                ],
            }
            for floor in (3, 2, 1)
        ],
        "households": ["一单元 01", "一单元 02", "二单元 03", "二单元 04"],
        "conflict": [
            {"label": "主题", "stored": "走访慰问困难党员", "posted": "走访慰问老党员"},
            {"label": "地点", "stored": "201 室", "posted": ""},
        ],
    }

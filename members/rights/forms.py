"""Forms of what leaves unmasked."""

from django import forms


class FullExportForm(forms.Form):
    reason = forms.CharField(
        label="导出原因",
        min_length=2,
        max_length=200,
        help_text="写明用途；原因、导出人和时间写进文件和操作日志，党员本人看得到",
    )

"""Open duties as a table, for the pages of a district only: they count what stands in two thousand offices."""

from django.db import models


class OpenDuty(models.Model):
    """One row of the duty relation that a district looks at. Filled every night and, street by street, after each
    commit (``organizations.desks.standing``); secretaries' and streets' pages read the relation itself."""

    origin = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+", verbose_name="范围")
    """The street (or district) whose records made it: what is replaced together."""
    organization = models.ForeignKey(
        "organizations.Organization", models.CASCADE, related_name="+", verbose_name="组织"
    )
    scope = models.CharField(max_length=160, db_collation="C")
    key = models.CharField(max_length=40)
    opens_on = models.DateField()
    due_on = models.DateField()
    amount = models.PositiveIntegerField()
    record = models.BigIntegerField(null=True)
    label = models.TextField(blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待办"
        indexes = [models.Index(fields=["scope", "key"], name="open_duty_scope")]

    def __str__(self) -> str:
        return f"{self.key} {self.organization_id} {self.due_on}"

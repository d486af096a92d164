"""Pages of long lists."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

COUNTED_ROWS = 10_000


class CappedPaginator(Paginator[Any]):
    """Counts to ``cap`` and one more: the cost of a list never follows the size of the scope."""

    def __init__(self, *args: Any, cap: int = COUNTED_ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cap = cap

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: self.cap + 1].count())

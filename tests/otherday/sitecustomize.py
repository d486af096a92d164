"""Read by every Python under ``make test-days``: a ``time.sleep`` that Debian's libfaketime (0.9.10) lets pass.

Python sleeps until a moment of the monotonic clock. That clock must stay the machine's, or waiting with a timeout never
ends; and then the library takes the moment for one of the moved clock and answers EINVAL.
"""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep

"""A whole portal in PORTAL_HOME for the trial: `make run`'s servers, supervisor and children, with the trial's clock.

Started as ``python -m tools.kills.instance``. The servers come up first (``servers-up``); web, worker and beat when the
trial has made its world (``prepared``).
"""

import os
import signal
import sys
import time

from server import embedded, environment, run
from server.supervisor import Child, Supervisor


def children(listener: object) -> list[Child]:
    """The product's children, which load the trial's clock."""
    made = run.children(environment.home(), listener)  # type: ignore[arg-type]
    own = {
        "web": lambda command: [*command[:-1], "tools.kills.wsgi"],
        "worker": lambda command: [*command, "--include", "tools.kills.inside,tools.kills.night"],
        "beat": lambda command: [*command, "--scheduler", "tools.kills.inside:FastScheduler"],
    }
    for child in made:
        child.command = own[child.name](child.command)
    return made


def main() -> int:
    home = environment.home()
    listener = run.reserve_port("127.0.0.1", os.environ["PORT"])
    with embedded.servers(wait_for_others=False) as pair:
        (home / "servers-up").touch()
        supervisor = Supervisor(children(listener), lambda text: print(text, flush=True), pair.keep_running)
        signal.signal(signal.SIGTERM, supervisor.ask_to_stop)
        while not (home / "prepared").exists() and not supervisor.stop_asked:
            time.sleep(0.02)
        supervisor.run(lambda: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Web server settings; the supervisor passes the listening socket (`--bind fd://N`)."""

import os
import signal

from server.embedded import set_death_signal

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # one import for all workers; nothing connects to a server at import time
timeout = 60
graceful_timeout = 10
limit_request_line = 8190  # a choice of a few hundred members is read before it is confirmed
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"  # the heartbeat file must not wait for a slow disk
control_socket_disable = True  # it would be made in the user's home
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = None  # config.logs writes one line for each request, without what was asked for


def post_fork(server: object, worker: object) -> None:
    set_death_signal(signal.SIGKILL)

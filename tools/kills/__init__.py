"""What `manage.py kill_test` is made of: a whole portal of its own that is worked on while its processes are killed.

``instance`` is that portal: the real servers, the real supervisor and its children, which load ``inside`` for a clock
that can be moved on. ``trial`` plans, kills and waits, ``work`` is the people at their pages, ``plain`` counts what is
there by SQL of its own. See docs/testing.md.
"""

"""A page and the part of it that htmx asks for have one address; caches keep them apart."""

import pytest

PAGE = "<html"


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_htmx_gets_the_part_and_its_history_the_page(secretary, headers, whole):
    answer = secretary.get("/search/", {"q": "赵民国"}, headers=headers)
    assert (PAGE in answer.content.decode()) == whole
    vary = {each.strip() for each in answer["Vary"].split(",")}
    assert {"HX-Request", "HX-History-Restore-Request"} <= vary

"""File names: storable everywhere, never two alike."""

import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.export.names import LENGTH, file_name, slug, stems

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def test_names_say_what_they_are() -> None:
    assert stems("agreement", ["Miljö & hälsa"]) == ("agreement-miljo-halsa",)
    assert file_name("faq", "Ærø / Ørsted", "html") == "faq-aero-orsted.html"


def test_equal_names_are_numbered_regardless_of_case() -> None:
    assert stems("map", ["Bad", "BAD", "båd"]) == ("map-bad", "map-bad-2", "map-bad-3")
    assert stems("map", ["Bad 2", "Bad", "BAD"]) == ("map-bad-2", "map-bad", "map-bad-3")
    assert stems("map", ["Bad"], taken=["MAP-BAD"]) == ("map-bad-2",)


def test_reserved_and_empty_names_are_changed() -> None:
    assert slug("CON") == "x-con"
    assert slug("") == slug("日本") == "x"
    assert slug("../../x") == "x"


@given(st.lists(st.text(max_size=80), max_size=12), st.sampled_from(["", "agreement"]))
def test_any_text_gives_a_name_that_every_system_stores(titles: list[str], kind: str) -> None:
    made = stems(kind, titles)
    assert len(set(made)) == len(titles)
    for name in made:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(f"{name}.jsonld") <= LENGTH
        assert not _RESERVED.match(name)

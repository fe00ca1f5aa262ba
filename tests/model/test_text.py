"""The gate that every text passes once: what goes, what stays, and that nothing legible is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hostile import PAYLOADS
from workbench.locale import Texts
from workbench.model.text import N_, Percent, clean, clean_json, message

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("text", "expected", "gone"),
    [
        ("", "", 0),
        ("Ängslätta, 3 å", "Ängslätta, 3 å", 0),
        (
            "rad\r\nrad\rrad\x0brad\x0crad\x85rad\u2028rad\u2029rad",
            "rad\nrad\nrad\nrad\nrad\nrad\nrad\nrad",
            0,
        ),
        ("\ttab\n", "\ttab\n", 0),
        ("a\x00b\x1f\x7f", "ab", 3),
        ("a\ud83db", "ab", 1),
        ("\ufeffa\u200bb\u00adc\u2060", "abc", 4),
        ("a\ufffeb\U0010ffff\ufdd0", "ab", 3),
        ("e\u0301 å", "é å", 0),
        ("😀👩\u200d👧 مرحبا \u202eabc", "😀👩\u200d👧 مرحبا \u202eabc", 0),
    ],
)
def test_what_goes_and_what_stays(text, expected, gone):
    assert clean(text) == (expected, gone)
    assert clean(expected) == (expected, 0)


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=400, deadline=None)
def test_every_text_comes_out_fit_for_every_format(text):
    cleaned, gone = clean(text)
    assert clean(cleaned) == (cleaned, 0), "once is enough"
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not [char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t"]
    assert gone <= len(text)
    seen = "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
    assert "".join(char for char in cleaned if char.isalnum()) == "".join(
        char for char in unicodedata.normalize("NFC", seen) if char.isalnum()
    ) or any(unicodedata.category(char) in {"Cs", "Cn"} for char in text)


def test_json_of_any_shape_is_cleaned_and_its_keys_are_not():
    value = {"a\x00": ["x\x0by", {"b": "\ud83d"}, 1, None, 2.5, True]}
    assert clean_json(value) == {"a\x00": ["x\ny", {"b": ""}, 1, None, 2.5, True]}


def test_values_of_a_message_are_never_read_as_a_text_of_ours():
    for payload in PAYLOADS:
        said = message(N_("{case} has no level"), case=payload)
        assert str(said) == f"{payload} has no level"
        assert payload in Texts("sv").message(said)


def test_messages_within_messages_and_shares():
    inner = message(N_("missing"))
    outer = message(N_("{what}: {share}"), what=inner, share=Percent(0.8))
    assert Texts("en").message(outer) == "missing: 80\u00a0%"
    assert str(outer) == "missing: 80 %"

"""Lines of text files of every make become the same cells."""

from __future__ import annotations

import pytest

from workbench.intake.delimited import delimiter_of, encoding_of, first_lines, read_blocks
from workbench.intake.errors import IntakeError


def rows(path, delimiter=";"):
    return [row for block in read_blocks(path, encoding_of(path), delimiter) for row in block]


@pytest.mark.fast
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path, encoding, end) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(f"kö;å{end}Växel – 1;é{end}{end}".encode(encoding))
    assert rows(path) == [["kö", "å"], ["Växel – 1", "é"]]


def test_what_is_no_text_is_said(tmp_path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(IntakeError, match="not a text file"):
        encoding_of(path)


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a;b;c", "1,5;2,5;3,5", "1,0;2,0;3,0"], ";"),
        (["a\tb", "x, y\tz", "x\tz; y, q"], "\t"),
        (["a,b,c", "1,2,3"], ","),
        (['a;"b;c";d', 'e;"f;g";h'], ";"),
        (["a|b", "1|2"], "|"),
    ],
)
def test_the_delimiter_is_the_one_with_the_same_columns_everywhere(lines, delimiter) -> None:
    assert delimiter_of(lines, "log.csv") == delimiter


@pytest.mark.parametrize("lines", [[], ["a"], ["a b", "c d"], ["a;b", "c", "d", "e;f;g"]])
def test_no_delimiter_is_an_error_with_the_remedy(lines) -> None:
    with pytest.raises(IntakeError, match="Name it in the mapping file"):
        delimiter_of(lines, "log.csv")


@pytest.mark.fast
def test_a_quotation_that_never_ends_costs_its_own_line(tmp_path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('a;b\n1;"torn\n' + "x;y\n" * 9000 + '2;"two\nlines"\n3;"q""q"\n', encoding="utf-8")
    found = rows(path)
    assert found[:3] == [["a", "b"], None, ["x", "y"]]
    assert found[-2:] == [["2", "two\nlines"], ["3", 'q"q']]
    assert len(found) == 9004


def test_two_torn_lines_do_not_swallow_what_lies_between(tmp_path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('a;b\n1;"torn\nx;y\nx;y\n2";torn\nx;y\n', encoding="utf-8")
    assert rows(path) == [["a", "b"], None, ["x", "y"], ["x", "y"], ['2"', "torn"], ["x", "y"]]


def test_a_quoted_cell_may_cross_the_end_of_a_block(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("workbench.intake.delimited._LINES_PER_BLOCK", 2)
    path = tmp_path / "log.csv"
    path.write_text('a;b\n1;"x\ny\nz"\n2;q\n', encoding="utf-8")
    assert rows(path) == [["a", "b"], ["1", "x\ny\nz"], ["2", "q"]]


def test_the_sample_is_short(tmp_path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("a;b\n" * 5000, encoding="utf-8")
    assert len(first_lines(path, "utf-8")) == 200

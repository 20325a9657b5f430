"""Rows that are read at once are the same as those that are read one by one."""

import csv
from collections.abc import Iterator
from itertools import chain

import pytest

from inventory_core.imports import text_rows
from inventory_core.imports.pieces import Piece, pieces_of
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.text_lines import Lines, lines_of

WIDTH = 3


def read_row(lines: Lines, first: int) -> tuple[list[list[str]], int]:
    reader = csv.reader(lines.strings(first), skipinitialspace=True)
    return [next(reader)], reader.line_num


def pieces(text: str) -> list[Piece]:
    lines = lines_of(text.encode())
    return list(text_rows.pieces(lines, 0, read_row, delimiter=",", width=WIDTH))


def told(read: list[Piece]) -> tuple[list[list[str]], list[int], dict[int, str]]:
    """All cells, all widths, and what stands beyond the headings by row."""
    cells = [list(row) for piece in read for row in zip(*map(list_of, piece.columns), strict=True)]
    widths = list(chain.from_iterable(piece.widths.tolist() for piece in read))
    starts = [sum(len(piece.widths) for piece in read[:number]) for number in range(len(read))]
    beyond = {
        start + place: text
        for start, piece in zip(starts, read, strict=True)
        for place, text in piece.beyond.items()
    }
    return [[cell.strip() for cell in row] for row in cells], widths, beyond


def list_of(column: object) -> list[str]:
    return column.to_pylist()


def csv_rows(text: str) -> Iterator[list[str]]:
    return csv.reader(lines_of(text.encode()).strings(0), skipinitialspace=True)


TEXTS = {
    "plain": "a,b,c\nd,e,f\n",
    "quoted": '"a","b, b","c ""c"""\n"",d,""""\n',
    "spaces": " a , b,c \n   \n\u3000a,b\u00a0,c\n",
    "space before a mark": 'a, "b,b", c\nd,e,f\n',
    "mark within a cell": '5" wide,6" x 7",c\nd,"e"e,f\n',
    "break within a cell": 'a,"b\nb",c\nd,"e\r\n\r\ne",f\ng,h,i\n',
    "blank lines": "\na,b,c\n\n\nd,e,f\n\n",
    "short and long": "a,b\nc,d,e\nf\ng,h,i,j,k\nl,m,n,,\n,,,,\n",
    "all short": "a,b\nc,d\ne,f\n",
    "all long": "a,b,c,\nd,e,f,x\n,,,\n\ng,h,i,\n",
    "every kind of end": "a,b,c\r\nd,e,f\rg,h,i\n\r\r\nj,k,l",
    "nothing but care": '"a\na",b,c\n"d\nd",e,f\n',
    "zero byte": "a,\0,c\nd,e,f\n",
}


@pytest.mark.parametrize("lines_at_once", [1, 2, 1_000])
@pytest.mark.parametrize("kind", TEXTS)
def test_rows_are_those_of_the_csv_module(kind, lines_at_once, monkeypatch):
    monkeypatch.setattr(text_rows, "_PIECE_LINES", lines_at_once)
    text = TEXTS[kind]
    assert told(pieces(text)) == told(list(pieces_of(csv_rows(text), WIDTH)))


def test_only_lines_with_odd_marks_and_blank_ones_need_care():
    text = 'a,"b",c\n\na,"b\nb",c\n"a""a",b,c\na, "b",c\n5" wide,"b",c\n'
    lines = lines_of(text.encode())
    care = lines.need_care(0, len(lines), ",")
    assert care.tolist() == [False, True, True, True, False, True, True]


def test_row_numbers_stay_exact_below_rows_that_were_read_by_themselves():
    rows = [f"2026-01-05,S{number},1" for number in range(100)]
    rows[60:63] = ['2026-01-05,"S\n60",1', "", "2026-01-05,S62,1,7"]
    (table,) = read_tables("sales.csv", "\n".join(["Date,SKU,Units", *rows, ""]).encode())
    assert table.cells["SKU"].loc[[61, 62, 65, 101]].tolist() == ["S59", "S\n60", "S63", "S99"]
    assert table.ragged["row"].tolist() == [64]
    assert len(table.cells) == 98


def test_the_share_that_is_read_ends_at_one():
    told_shares: list[float] = []
    content = b"Date,SKU,Units\n" + b"2026-01-05,A,1\n" * 70_000
    read_tables("sales.csv", content, progress=told_shares.append)
    assert told_shares == sorted(told_shares)
    assert 0.99 < told_shares[-1] <= 1

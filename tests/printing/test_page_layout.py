"""The page: every row stands once, inside a column, under its heads, however long the tables."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dle_desktop.printing.page_layout import (
    FOOTER_HEIGHT,
    MARGIN,
    ROW_HEIGHT,
    BlockSize,
    Page,
    beside,
    body_of,
)
from dle_desktop.printing.page_layout import paginate as pages_of
from dle_desktop.printing.sizes import PAGE_SIZES, PageName

PAGES: tuple[PageName, ...] = ("a4", "letter")


def paginate(page: PageName, blocks: list[BlockSize]) -> tuple[Page, ...]:
    """Return lying pages with a picture beside the first column."""
    body = body_of(PAGE_SIZES[page])
    return pages_of(body, beside(body), blocks)


page_names = st.sampled_from(PAGES)
block_lists = st.lists(
    st.builds(BlockSize, rows=st.integers(1, 200), headed=st.booleans()), max_size=8
)


@given(page_names, block_lists)
def test_every_row_of_every_block_stands_exactly_once_and_in_order(
    page: PageName, blocks: list[BlockSize]
) -> None:
    stand = [
        (piece.block, row)
        for made in paginate(page, blocks)
        for piece in made.pieces
        for row in range(piece.first, piece.end)
    ]
    assert stand == [(n, row) for n, block in enumerate(blocks) for row in range(block.rows)]


@given(page_names, block_lists)
def test_every_piece_stays_in_its_column_with_room_for_its_heads(
    page: PageName, blocks: list[BlockSize]
) -> None:
    body = body_of(PAGE_SIZES[page])
    for made in paginate(page, blocks):
        for piece in made.pieces:
            head = blocks[piece.block].head_height
            bottom = piece.top + head + (piece.end - piece.first) * ROW_HEIGHT
            assert piece.top >= piece.column.top
            assert bottom <= piece.column.bottom + 1e-6
            assert body.left - 1e-6 <= piece.column.left
            assert piece.column.right <= body.right + 1e-6
            assert piece.column.bottom <= body.bottom + 1e-6
            assert piece.continued == (piece.first > 0)


@given(page_names, block_lists)
def test_no_two_pieces_share_a_place(page: PageName, blocks: list[BlockSize]) -> None:
    for made in paginate(page, blocks):
        for one, two in pairwise(made.pieces):
            if one.column == two.column:
                height = blocks[one.block].head_height + (one.end - one.first) * ROW_HEIGHT
                assert two.top >= one.top + height
            else:
                assert two.column.left >= one.column.right


@given(page_names, block_lists)
def test_the_picture_is_on_the_first_page_only_and_no_page_is_empty(
    page: PageName, blocks: list[BlockSize]
) -> None:
    first, *others = paginate(page, blocks)
    assert first.picture is not None
    assert all(piece.column.left >= first.picture.right for piece in first.pieces)
    assert [other.picture for other in others] == [None] * len(others)
    assert all(other.pieces for other in others)


def test_a_table_is_not_begun_for_a_row_or_two_at_the_foot() -> None:
    body = body_of(PAGE_SIZES["a4"])
    fill = int((body.height - 19) / ROW_HEIGHT) - 5
    pieces = _pieces(paginate("a4", [BlockSize(fill, headed=False), BlockSize(9, headed=True)]))
    assert pieces[1][1:3] == (0, 9)
    assert pieces[1][0] == 1


def test_a_long_table_runs_on_and_says_so() -> None:
    pieces = _pieces(paginate("letter", [BlockSize(400, headed=True)]))
    assert len(pieces) > 3
    assert [continued for *_, continued in pieces] == [False] + [True] * (len(pieces) - 1)


def test_a_case_without_tables_is_one_page() -> None:
    assert len(paginate("a4", [])) == 1


@pytest.mark.parametrize(("page", "size"), [("a4", (297, 210)), ("letter", (279.4, 215.9))])
def test_pages_have_their_names_size(page: PageName, size: tuple[float, float]) -> None:
    width, height = PAGE_SIZES[page]
    assert (width / 96 * 25.4, height / 96 * 25.4) == pytest.approx(size)
    body = body_of(PAGE_SIZES[page])
    assert body.left == MARGIN == width - body.right
    assert body.bottom + FOOTER_HEIGHT <= height - MARGIN


def _pieces(pages: tuple[Page, ...]) -> list[tuple[int, int, int, bool]]:
    return [(p.block, p.first, p.end, p.continued) for page in pages for p in page.pieces]


@example("a4", 30, set(range(1, 30)), 30)
@example("a4", 100, set(range(1, 100)), 0)
@given(page_names, st.integers(1, 120), st.sets(st.integers(1, 119)), st.integers(0, 30))
def test_a_record_of_several_lines_is_not_torn_unless_it_fills_a_column(
    page: PageName, rows: int, joined: set[int], before: int
) -> None:
    joined = {row for row in joined if row < rows}
    blocks = [BlockSize(rows, headed=True, joined=frozenset(joined))]
    if before:
        blocks.insert(0, BlockSize(before, headed=False))
    pieces = [
        piece
        for made in paginate(page, blocks)
        for piece in made.pieces
        if piece.block == len(blocks) - 1
    ]
    for piece in pieces:
        if piece.end in joined:
            assert all(row in joined for row in range(piece.first + 1, piece.end))
            assert piece.top == piece.column.top
    assert [row for piece in pieces for row in range(piece.first, piece.end)] == list(range(rows))

"""``evidence fmt``: house order and style, with every value and every comment kept."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evidence.authoring.format import Formatted, format_file
from evidence.authoring.order import file_text
from evidence.yaml_text import read
from evidence.yaml_write import reading, text_of
from test_yaml_write import files, texts

STUDY = "kb/studies/a-1.yaml"


def formatted(text: str, path: str = STUDY) -> Formatted:
    return format_file(path, text.encode())


def test_keys_go_into_house_order_and_comments_go_with_them() -> None:
    text = """\
# About this file.

# the name
label: A   # short
design: cohort
# which
id: a-1
evidence:
- claim: c  # the claim
  # the line
  id: a-1.1
  # below the last key of the line
- id: a-1.2
  # below the last line
# end
"""
    assert (
        formatted(text).after.decode()
        == """\
# About this file.

# which
id: a-1
# the name
label: A   # short
design: cohort
evidence:
  # the line
  - id: a-1.1
    claim: c  # the claim
    # below the last key of the line
  - id: a-1.2
    # below the last line
# end
"""
    )


def test_text_that_another_reader_takes_for_a_number_or_date_is_quoted_and_counts_are_not() -> None:
    text = "id: a-1\ncompleted: 2019-03-05\nn: {total: 12}\nevidence:\n  - figures:\n      - {value: 0.50, name: p}\n"
    assert formatted(text).after.decode() == (
        "id: a-1\nn: {total: 12}\ncompleted: '2019-03-05'\nevidence:\n  - figures:\n      - {name: p, value: '0.50'}\n"
    )


def test_line_ends_byte_order_marks_and_blanks_at_line_ends_are_put_right() -> None:
    assert formatted("\ufefflabel: A  \r\nid: a-1\t\r\n").after == b"id: a-1\nlabel: A\n"


def test_a_comment_in_brackets_stays_with_its_item() -> None:
    text = "id: a-1\nspecies: [human, # people\n  mouse]  # both\n"
    assert formatted(text).after.decode() == "id: a-1\nspecies:  # both\n  - human  # people\n  - mouse\n"


def test_a_broken_file_is_left_as_it_is_and_the_place_is_told() -> None:
    found = formatted("id: a-1\nlabel: [\n")
    assert not found.changed
    assert found.problem is not None
    assert (found.problem.code, found.problem.line) == ("KB001", 3)


def test_keys_that_nobody_knows_stay_at_the_end_in_their_order() -> None:
    assert formatted("zebra: 1\nid: a-1\nape: 2\n").after.decode() == "id: a-1\nzebra: 1\nape: 2\n"


_notes = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=8).map("# {}".format)


@given(files, st.lists(st.tuples(st.integers(0, 60), _notes, st.booleans(), st.integers(0, 6)), max_size=6))
def test_values_and_comments_are_kept_and_a_second_run_changes_nothing(
    value: object, notes: list[tuple[int, str, bool, int]]
) -> None:
    lines = text_of(value).splitlines()  # type: ignore[arg-type]
    for number, note, own, indent in notes:
        at = number % (len(lines) + 1)
        if own:
            lines.insert(at, " " * indent + note)
        elif at < len(lines):
            lines[at] += f"  {note}"
    text = "\n".join(lines) + "\n"
    if read(text).troubles or read(text).value is None:
        return
    first = formatted(text)
    assert first.problem is None or first.problem.code == "KB008", first.problem
    assert read(first.after.decode()).value == read(text).value
    assert not formatted(first.after.decode()).changed


@given(st.dictionaries(st.sampled_from(["id", "label", "note", "finding", "phrasings", "species"]), texts, min_size=1))
def test_what_the_program_writes_is_in_house_style_already(value: dict[str, str]) -> None:
    text = file_text(STUDY, value)
    assert read(text).value == reading(value)
    assert not formatted(text).changed


def test_the_example_base_differs_from_house_style_in_order_only() -> None:
    root = Path(__file__).parent.parent / "examples" / "mini"
    for path in sorted(root.rglob("*.yaml")):
        found = format_file(path.relative_to(root).as_posix(), path.read_bytes())
        assert found.problem is None
        assert not format_file(found.path, found.after).changed

"""Every lint rule against its own page: the page is the documentation and the test cases at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence import loader
from evidence.files import BaseTexts, list_base
from evidence.lint import lint, select
from evidence.loader import Loaded, load, load_texts
from evidence.rules import ALL, RuleFile
from evidence.rules.references import references
from evidence.rules.strings import joined, strings

ROOM = files("evidence.rules")
FENCE = re.compile(r"^```(yaml \S+|expect)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## ", re.MULTILINE)

#: Rules whose bad case no page can hold; it stands below.
CASE_BELOW = {"KB002", "KB007", "KB307"}


class Case(NamedTuple):
    """One ``## Bad`` or ``## Good`` part of a page."""

    title: str
    texts: dict[str, str]
    expected: list[str]


def module_name(item: RuleFile) -> str:
    return item.check.__module__.rpartition(".")[2]


def page(item: RuleFile) -> str:
    return (ROOM / f"{module_name(item)}.md").read_text("utf-8")


def cases(item: RuleFile) -> Iterator[Case]:
    for part in HEADING.split(page(item))[1:]:
        texts, expected = {}, []
        for kind, body in FENCE.findall(part):
            if kind == "expect":
                expected = body.splitlines()
            else:
                texts[kind.removeprefix("yaml ")] = body
        yield Case(part.partition("\n")[0], texts, expected)


ALL_CASES = [
    pytest.param(item, case, id=f"{item.rule.code}-{number}-{case.title}")
    for item in ALL
    for number, case in enumerate(cases(item))
]


def reported(code: str, loaded: Loaded) -> list[str]:
    found = lint(loaded, select([code])).diagnostics
    return [f"{one.path}:{one.line}:{one.column} {one.code} {one.message}" for one in found]


@pytest.mark.parametrize(("item", "case"), ALL_CASES)
def test_the_page_says_what_the_rule_reports(item: RuleFile, case: Case) -> None:
    assert case.texts
    assert case.title.startswith("Bad" if case.expected else "Good")
    assert reported(item.rule.code, load_texts(case.texts)) == case.expected


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.rule.code)
def test_the_page_belongs_to_the_rule(item: RuleFile) -> None:
    heading, _, text = page(item).partition("\n\n")
    assert heading == f"# {item.rule.code} {item.rule.name}"
    assert text.startswith(f"**{item.rule.severity.capitalize()}.** ")
    assert module_name(item) == f"{item.rule.code}_{item.rule.name}".lower().replace("-", "_")
    titles = {case.title.split(":")[0] for case in cases(item)}
    assert titles == ({"Good"} if item.rule.code in CASE_BELOW else {"Good", "Bad"})


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.rule.code)
def test_a_good_case_is_read_whole(item: RuleFile) -> None:
    good = [load_texts(case.texts) for case in cases(item) if not case.expected]
    assert any(not loaded.troubles and loaded.base.entries for loaded in good)


def test_every_file_of_a_rule_is_registered_and_has_its_twin() -> None:
    names = [one.name for one in ROOM.iterdir() if re.match(r"kb\d", one.name)]
    code = sorted(name.removesuffix(".py") for name in names if name.endswith(".py"))
    pages = sorted(name.removesuffix(".md") for name in names if name.endswith(".md"))
    assert code == pages == [module_name(item) for item in ALL]


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [item.rule.code for item in ALL]
    assert codes == sorted(set(codes))
    assert len({item.rule.name for item in ALL}) == len(ALL)


def test_every_trouble_of_the_loader_has_a_rule() -> None:
    names = {item.rule.name for item in ALL}
    source = Path(loader.__file__).read_text("utf-8")
    kinds = set(re.findall(r'Trouble\(\s*"([a-z0-9-]+)"', source)) | set(loader._KIND_OF_PROBLEM.values())
    kinds |= {kind for kind, _, _ in loader._YAML_MESSAGES.values()}
    assert kinds
    assert kinds <= names


def test_not_utf8_names_the_byte() -> None:
    content = b"- id: ketamine\n  kind: drug\n  label: k\xe9tamine\n"
    assert reported("KB002", load({"kb/concepts/drug.yaml": content})) == [
        "kb/concepts/drug.yaml:3:11 KB002 byte 0xe9 is not UTF-8"
    ]


def test_links_and_giants_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "base" / "sources"
    folder.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("id: secret\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    with (folder / "giant.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (folder / "folder.yaml").mkdir()
    entries = list_base(tmp_path / "base")
    refused = {path: entry.refused for path, entry in entries.items() if entry.refused}
    loaded = load(BaseTexts(tmp_path / "base", entries), refused)
    assert reported("KB007", loaded) == [
        "sources/giant.yaml:0:0 KB007 sources/giant.yaml is larger than 8 MiB",
        "sources/link.yaml:0:0 KB007 sources/link.yaml is a symbolic link, which may lead outside the base",
    ]


LINE = (
    "claim: works, source: one-2020, directness: direct, role: own-result, outcome_role: primary, "
    "manipulates: treatment, causal_level: '3', finding: It worked., locator: abstract, status: accepted"
)


def study_with(supporting: int, disputing: int) -> str:
    directions = ["supports"] * supporting + ["disputes"] * disputing
    head = "id: one\nlabel: One\ndesign: cohort\nmasking: unknown\nspecies: [human]\nevidence:\n"
    rows = (f"  - {{id: one.{n}, direction: {word}, {LINE}}}\n" for n, word in enumerate(directions, 1))
    return head + "".join(rows)


@pytest.mark.parametrize(
    ("supporting", "disputing", "one_sided"), [(48, 2, True), (49, 0, False), (57, 3, False), (58, 3, True)]
)
def test_a_one_sided_base_is_said(supporting: int, disputing: int, one_sided: bool) -> None:
    loaded = load_texts({"kb/studies/one.yaml": study_with(supporting, disputing)})
    every = supporting + disputing
    wanted = [f"kb/base.yaml:0:0 KB307 only {disputing} of {every} accepted lines dispute a claim"]
    assert reported("KB307", loaded) == (wanted if one_sided else [])


def test_a_long_chain_needs_no_recursion() -> None:
    rows = [f"- {{id: c{n}, kind: drug, label: l{n}, is_a: [c{(n + 1) % 5000}]}}" for n in range(5000)]
    found = lint(load_texts({"kb/concepts/drug.yaml": "\n".join(rows)}), select(["KB109"])).diagnostics
    assert len(found) == 1


def test_a_file_name_cannot_steer_the_terminal_unseen() -> None:
    loaded = load_texts({"sources/a\x1b[31m.yaml": "", "sources/\u202eb.yaml": ""})
    assert {one.code for one in lint(loaded, select(["KB112"])).diagnostics} == {"KB112"}
    assert len(lint(loaded, select(["KB112"])).diagnostics) == 2


def test_the_quick_look_and_the_close_look_see_the_same_strings() -> None:
    for item in ALL:
        for case in cases(item):
            for record, _ in load_texts(case.texts).base.entries:
                assert joined(record).split("\n") == "\n".join(text for _, text in strings(record)).split("\n")


def test_what_is_kept_for_one_base_is_not_given_for_another() -> None:
    one = load_texts({"kb/concepts/drug.yaml": "- {id: a, kind: drug, label: a, is_a: [b]}"}).base
    two = load_texts({"kb/concepts/drug.yaml": "- {id: a, kind: drug, label: a, is_a: [c]}"}).base
    assert [base and references(base)[0].id for base in (one, two, one)] == ["b", "c", "b"]
    assert references(one) is references(one)


def test_lint_counts_what_it_looked_at() -> None:
    report = lint(load_texts({"kb/concepts/drug.yaml": "- {id: a, kind: drug, label: a}"}))
    assert report.examined["concepts"] == 1
    assert report.examined["rules"] == len(ALL)

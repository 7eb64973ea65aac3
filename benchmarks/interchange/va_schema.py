"""Hold the VA-Spec export against the JSON Schemas of VA-Spec, which are in no package.

Run: python benchmarks/interchange/va_schema.py --schemas FOLDER [--base BASE ...]

FOLDER is a checkout of ga4gh/va-spec with its submodules, for its schemas refer to those of GKS-Core, VRS and Cat-VRS.
Every object of the export that names its type is validated on its own, however deep it stands, so one that is refused is
refused again within each object that holds it. Exit codes: 0 all valid, or no schemas there; 1 an object was refused, a
schema that decides about it is missing, or no object was of a type that the schemas know.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

sys.path.insert(0, str(Path(__file__).parents[1]))
from others import skip

from evidence.database.build import build
from evidence.interchange.exports import write
from evidence.render.safe import one_line, safe
from evidence.store import open_store

ROOT = Path(__file__).parents[2]
BASES = (ROOT, ROOT / "examples" / "mini")
SHOWN, WIDTH = 20, 120
Object = dict[str, Any]

#: The address of a core class; profiles of single guidelines stand in folders of their own.
_CORE = re.compile(r"/va-spec/(?P<version>[^/]+)/(?:base/)?json/(?P<name>\w+)$")


class Schemas(NamedTuple):
    """The schemas of a checkout: the versions of VA-Spec that define a Statement, and a validator for each type of object.

    What is left over from other versions, without a Statement, is not used.
    """

    versions: list[str]
    validators: dict[str, Draft202012Validator]


class Found(NamedTuple):
    """What became of the objects of one base: counts by type, and the refusals by type, place and reason."""

    examined: Counter[str]
    valid: Counter[str]
    unknown: Counter[str]
    refused: Counter[tuple[str, str, str]]
    undecided: Counter[tuple[str, str]]


def read_schemas(folder: Path) -> Schemas:
    """Every JSON Schema below ``folder`` under its own ``$id``; a type is one of VA-Spec's core or what these refer to."""
    found: dict[str, Object] = {}
    for path in sorted(folder.rglob("json/*")):
        schema = _schema(path)
        if schema:
            found[schema["$id"]] = schema
    registry: Registry[Any] = Registry().with_resources(
        (address, DRAFT202012.create_resource(schema)) for address, schema in found.items()
    )
    core = {address: match for address in sorted(found) if (match := _CORE.search(address))}
    versions = sorted({match["version"] for match in core.values() if match["name"] == "Statement"})
    core = {address: match for address, match in core.items() if match["version"] in versions}
    near = sorted({address for each in core for address in _references(found[each], each)} & set(found))
    checker = Draft202012Validator.FORMAT_CHECKER
    return Schemas(
        versions,
        {
            address.rpartition("/")[2]: Draft202012Validator(found[address], registry=registry, format_checker=checker)
            for address in [*near, *core]
        },
    )


def _schema(path: Path) -> Object | None:
    """The schema in a file; files of the folder have no suffix, and not all of them are schemas."""
    if not path.is_file() or path.suffix not in ("", ".json"):
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError:
        return None
    return content if isinstance(content, dict) and isinstance(content.get("$id"), str) else None


def _references(schema: Any, address: str) -> Iterator[str]:
    """The addresses that a schema refers to; within GA4GH they are paths from the root of the host."""
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            host = "/".join(address.split("/")[:3])
            yield host + schema["$ref"] if schema["$ref"].startswith("/") else schema["$ref"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from _references(each, address)


def exported(base: Path) -> Object:
    """The VA-Spec export of the base at ``base``, compiled away from it."""
    with tempfile.TemporaryDirectory() as folder:
        built = build(base, Path(folder) / "base.sqlite", use_cache=False)
        if built.path is None:
            raise SystemExit(f"not built: {built.report.errors[:3]}")
        out = io.BytesIO()
        write(open_store(built.path), "va-spec", out)
    document: Object = json.loads(out.getvalue())
    return document


def objects(value: Any, place: str = "") -> Iterator[tuple[str, Object]]:
    """Every object with a type and where it stands, but not what an extension holds."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from objects(item, f"{place}[{number}]")
    if isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield place, value
        for key, item in value.items():
            if key != "extensions":
                yield from objects(item, f"{place}.{key}" if place else key)


def validate(document: Object, schemas: Schemas) -> Found:
    """Hold every object of ``document`` against the schema of its type."""
    found = Found(Counter(), Counter(), Counter(), Counter(), Counter())
    first: dict[str, str] = {}
    for place, item in objects(document):
        kind = item["type"]
        if kind not in schemas.validators:
            found.unknown[kind] += 1
            continue
        found.examined[kind] += 1
        try:
            error = best_match(schemas.validators[kind].iter_errors(item))
        except Unresolvable as problem:
            found.undecided[kind, problem.ref] += 1
            continue
        if error is None:
            found.valid[kind] += 1
            continue
        inside = "".join("[]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        reason = f"{_end(one_line(error.message))} (first: {place})"
        found.refused[kind, inside, first.setdefault(f"{kind}{inside} {error.validator}", reason)] += 1
    return found


def _end(message: str) -> str:
    """The end of a long message: it begins with the whole object, and ends with what is wrong with it."""
    return message if len(message) <= WIDTH else f"…{message[-WIDTH:]}"


def told(found: Found) -> Iterator[str]:
    """One line for each type, then the refusals, the most frequent first."""
    for kind in sorted(found.examined):
        missing = sum(count for (each, _), count in found.undecided.items() if each == kind)
        refused = found.examined[kind] - found.valid[kind] - missing
        row = f"  {kind:20} {found.examined[kind]:7,} examined  {found.valid[kind]:7,} valid  {refused:7,} refused"
        yield f"{row}  {missing:7,} undecided" if missing else row
    for kind, count in sorted(found.unknown.items()):
        yield f"  {kind:20} {count:7,} not examined: the folder has no schema of this type"
    for (kind, ref), count in found.undecided.most_common(SHOWN):
        yield f"  missing schema {ref}, so {count:,} {kind} undecided: check out the submodules"
    for (kind, inside, reason), count in found.refused.most_common(SHOWN):
        yield f"  refused {count:,} {kind} at {inside or 'the object itself'}: {reason}"
    if len(found.refused) > SHOWN:
        yield f"  and {len(found.refused) - SHOWN:,} more places"


def main(words: Sequence[str] | None = None) -> int:
    """Validate the export of each base and print what was found; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schemas", type=Path, required=True, help="a checkout of ga4gh/va-spec")
    parser.add_argument(
        "--base", type=Path, action="append", help="a base (default: the project's own and examples/mini)"
    )
    asked = parser.parse_args(words)
    schemas = read_schemas(asked.schemas)
    if not schemas.versions:
        skip(f"{asked.schemas} holds no JSON Schema of a VA-Spec Statement")
    if len(schemas.versions) > 1:
        parser.error(f"{asked.schemas} holds {', '.join(schemas.versions)}: give a folder with one version")
    print(one_line(f"schemas: VA-Spec {schemas.versions[0]}; {len(schemas.validators)} types"))
    failed = False
    for base in asked.base or BASES:
        document = exported(base)
        found = validate(document, schemas)
        total, valid = found.examined.total(), found.valid.total()
        print(
            one_line(
                f"{document['title']}, written as {document['specification']}: {valid:,} of {total:,} objects valid"
            )
        )
        for line in told(found):
            print(safe(line))
        failed = failed or valid < total or not total
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

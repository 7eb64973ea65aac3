"""What an INDRA statement says: two ends, the predicate between them, and all that narrows it.

The senses are those of INDRA's JSON schema (indra/resources/statements_schema.json) and of ``indra.statements``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from evidence.interchange.imports.indra_terms import PAIRS, grounding, predicate_of

#: More agents bound within agents than any complex of a statement has.
_DEEPEST = 6
#: More than a reaction or complex has; each further one makes as many more claims as there are others.
_MOST = 200
_WAYS = {1: "rising", -1: "falling"}
_CONTEXT = ("time", "geo_location", "location", "cell_line", "cell_type", "organ", "disease", "species")


class SenseError(ValueError):
    """A value of a statement that could be read in two ways, or in none."""


class Says(NamedTuple):
    """A claim of a statement. An end is the JSON of an agent or event, or the name of a process."""

    subject: Any
    predicate: str
    object: Any
    detail: str


def says(value: dict[str, Any]) -> list[Says]:
    """The claims of a statement of a known type; raises ``SenseError``."""
    kind = value["type"]
    reader = _READERS.get(kind)
    if reader:
        return reader(value)
    first, second = (value.get(key) for key in PAIRS[kind])
    agents = [first] if first is second else [first, second]
    return [Says(first, predicate_of(kind), second, _detail(value, agents))]


def yes_or_no(holder: dict[str, Any], key: str) -> bool | None:
    """A flag, or ``None`` when it is not given; raises ``SenseError`` for any other value."""
    value = holder.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise SenseError(f"{key} is {str(value)[:40]!r}, neither true nor false")


def context_of(value: Any) -> str:
    """Time, place, cell and the like of an event or a piece of evidence, in words."""
    known = value if isinstance(value, dict) else {}
    found = ((key, " ".join(_words(known[key], 2))) for key in _CONTEXT if known.get(key))
    return ", ".join(f"{key.replace('_', ' ')} {words}" for key, words in found if words)


def _complex(value: dict[str, Any]) -> list[Says]:
    """The first member with each other one; more than two are all named, for a part of a complex is another claim."""
    members = sorted(_dicts(value, "members"), key=_order)
    own = [f"in a complex of {', '.join(map(_name, members))}"] if len(members) > 2 else []
    detail = _detail(value, members, own)
    return [Says(members[0], "forms-complex-with", other, detail) for other in members[1:]]


def _association(value: dict[str, Any]) -> list[Says]:
    members = sorted(_dicts(value, "members"), key=lambda one: _order(one.get("concept")))
    ways = [_polarity(one, None) for one in members]
    own = [f"{_name(one)} {_WAYS[way]}" for one, way in zip(members, ways, strict=True) if way]
    own += [f"among {', '.join(map(_name, members))}"] if len(members) > 2 else []
    predicate = "is-associated-with"
    if len(members) == 2 and ways[0] and ways[1]:
        predicate = f"is-{'positively' if ways[0] == ways[1] else 'negatively'}-associated-with"
    detail = _detail(value, members, own)
    return [Says(members[0], predicate, other, detail) for other in members[1:]]


def _conversion(value: dict[str, Any]) -> list[Says]:
    """From what is used up to what is made, by the controller. Of several, each is used up in making each."""
    controller = value.get("subj")
    used, made = _dicts(value, "obj_from"), _dicts(value, "obj_to")
    by = [f"by {_name(controller)}"] if controller and used and made else []
    own = [
        f"{end} {', '.join(map(_name, agents))}" for end, agents in (("from", used), ("to", made)) if len(agents) > 1
    ]
    detail = _detail(value, [controller, *used, *made], [*by, *own])
    if not used or not made:
        predicate = "produces" if made else "uses-up"
        return [Says(controller, predicate, one, detail) for one in (made or used)]
    predicate = "converts-to" if len(used) == len(made) == 1 else "is-used-up-in-making"
    return [Says(one, predicate, other, detail) for one in used for other in made]


def _influence(value: dict[str, Any]) -> list[Says]:
    """An increase and a decrease of the object are two claims, and so are those of a subject that rises and falls."""
    subject, object_ = value.get("subj"), value.get("obj")
    before = _polarity(subject, value.get("subj_delta"))
    after = _polarity(object_, value.get("obj_delta"))
    verb = {None: "influences", 1: "increases", -1: "decreases"}[after]
    predicate = f"when-{_WAYS[before]}-{verb}" if before else verb
    own = [*_of_delta(subject, value.get("subj_delta")), *_of_delta(object_, value.get("obj_delta"))]
    return [Says(subject, predicate, object_, _detail(value, [subject, object_], own))]


def _transphosphorylation(value: dict[str, Any]) -> list[Says]:
    """The enzyme acts on the one molecule that is bound to it."""
    enzyme = value.get("enz")
    bound = _dicts(enzyme, "bound_conditions") if isinstance(enzyme, dict) else []
    if len(bound) != 1:
        return []
    detail = _detail(value, [enzyme])
    return [Says(enzyme, predicate_of(value["type"]), bound[0].get("agent"), detail)]


def _translocation(value: dict[str, Any]) -> list[Says]:
    agent, start, end = value.get("agent"), value.get("from_location"), value.get("to_location")
    own = [f"from location {start}"] if start and end else []
    predicate = "translocates-to" if end else "translocates-from"
    return [Says(agent, predicate, end or start, _detail(value, [agent], own))]


def _active_form(value: dict[str, Any]) -> list[Says]:
    active = yes_or_no(value, "is_active")
    if active is None:
        return []
    agent = value.get("agent")
    return [Says(agent, "has-activity" if active else "lacks-activity", value.get("activity"), _detail(value, [agent]))]


_READERS = {
    "Complex": _complex,
    "Association": _association,
    "Conversion": _conversion,
    "Influence": _influence,
    "Transphosphorylation": _transphosphorylation,
    "Translocation": _translocation,
    "ActiveForm": _active_form,
}


def _detail(value: dict[str, Any], agents: list[Any], own: list[str] | None = None) -> str:
    """All that narrows a claim: where it acts, and the states that its agents have to be in."""
    found = [f"{key.replace('_', ' ')} {value[key]}" for key in ("residue", "position", "obj_activity")
             if value.get(key) not in (None, "", "activity")]  # fmt: skip
    found += own or []
    for agent in agents:
        states = _states(agent, _DEEPEST) if isinstance(agent, dict) else []
        found += [f"{_name(agent)} {', '.join(states)}"] if states else []
        context = context_of(agent.get("context")) if isinstance(agent, dict) else ""
        found += [f"{_name(agent)} in {context}"] if context else []
    return "; ".join(found)


def _states(agent: dict[str, Any], depth: int) -> list[str]:
    """The conditions of an agent in words; raises ``SenseError`` when one does not say whether it holds or not."""
    if not depth:
        raise SenseError("agents are bound within agents too deep")
    found = []
    for one in _dicts(agent, "mods"):
        site = f"{one.get('residue') or ''}{one.get('position') or ''}"
        at = f" at {site}" if site else ""
        found.append(f"{'with' if _holds(one, 'is_modified') else 'without'} {one.get('mod_type')}{at}")
    for one in _dicts(agent, "mutations"):
        parts = [one.get(key) for key in ("residue_from", "position", "residue_to")]
        found.append(f"with mutation {''.join(str(part or '?') for part in parts)}" if any(parts) else "mutated")
    for one in _dicts(agent, "bound_conditions"):
        other = one.get("agent")
        inner = _states(other, depth - 1) if isinstance(other, dict) else []
        bound = "bound to" if _holds(one, "is_bound") else "not bound to"
        found.append(f"{bound} {_name(other)}" + (f" [{', '.join(inner)}]" if inner else ""))
    activity = agent.get("activity")
    if isinstance(activity, dict):
        kind = activity.get("activity_type") or "activity"
        words = "activity" if kind == "activity" else f"{kind} activity"
        found.append(f"{'with' if _holds(activity, 'is_active') else 'without'} {words}")
    elif activity:
        raise SenseError(f"activity of an agent is {str(activity)[:40]!r}")
    if agent.get("location"):
        found.append(f"in {agent['location']}")
    return found


def _holds(condition: dict[str, Any], key: str) -> bool:
    found = yes_or_no(condition, key)
    if found is None:
        raise SenseError(f"{key} is not given, so the state of an agent is not known")
    return found


def _polarity(event: Any, beside: Any) -> int | None:
    """1, -1, or ``None`` when nothing is said; in the first form of the JSON the delta stands ``beside`` its end."""
    delta = _delta(event, beside)
    polarity = delta.get("polarity")
    if polarity is None or (polarity in (1, -1) and isinstance(polarity, int) and not isinstance(polarity, bool)):
        return polarity
    raise SenseError(f"polarity is {str(polarity)[:40]!r}, not 1, -1 or null")


def _delta(event: Any, beside: Any) -> dict[str, Any]:
    delta = event.get("delta") if isinstance(event, dict) else None
    delta = beside if delta is None else delta
    if delta is None or isinstance(delta, dict):
        return delta or {}
    raise SenseError(f"delta is {str(delta)[:40]!r}, no object")


def _of_delta(event: Any, beside: Any) -> list[str]:
    """What a delta says besides polarity: adjectives, or a quantity."""
    delta = _delta(event, beside)
    words = _words({key: value for key, value in delta.items() if key not in ("polarity", "type")}, 3)
    return [f"{_name(event)}: {' '.join(words)}"] if words else []


def _dicts(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list; something not named for ``null`` ones."""
    value = holder.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(one is None or isinstance(one, dict) for one in value):
        raise SenseError(f"{key} is no list of objects")
    if len(value) > _MOST:
        raise SenseError(f"{key} has {len(value)} entries, and no more than {_MOST} are read")
    return [one or {} for one in value]


def _name(agent: Any) -> str:
    known = agent.get("concept", agent) if isinstance(agent, dict) else None
    name = known.get("name") if isinstance(known, dict) else None
    return name.strip() if isinstance(name, str) and name.strip() else "something not named"


def _order(agent: Any) -> tuple[str, str]:
    known = agent if isinstance(agent, dict) else {}
    return grounding(known.get("db_refs"))[0] or _name(known), repr(sorted(known.items(), key=lambda item: item[0]))


def _words(value: Any, depth: int) -> list[str]:
    """The values within a value, in order of their keys, without references to data bases."""
    if isinstance(value, dict):
        inner = [one for key, one in sorted(value.items()) if key not in ("db_refs", "type")] if depth else []
    elif isinstance(value, list):
        inner = value if depth else []
    else:
        return [str(value)] if isinstance(value, (str, bool, int, float)) and value != "" else []
    return [word for one in inner for word in _words(one, depth - 1)]

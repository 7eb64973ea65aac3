"""The page that explains the verdict rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.method import Method, Start, Tier
from evidence.render.blocks import Block, Bullets, Heading, Page, Table, Text

_LIMITS = (
    "No step is taken for functional unblinding: a trial against an inactive placebo that people can tell from the drug "
    "still starts high. A curator's judgement in kb/overrides.yaml stands beside the verdict where that matters.",
    "Votes ignore how large an effect is; where figures allow, evidence forest draws them and pools them beside the verdict.",
    "Publication bias remains: what was never published cannot vote.",
    "Independence is declared by people, in registry, part_of and cohort; a link nobody recorded is not seen.",
    "No evidence in this base is not the same as no evidence.",
    "A claim's record says when contrary evidence was searched for, and where it was not.",
)

_WORDS = (
    ("supported", "two or more independent studies for, none against"),
    ("leans-for", "more for than against; the minority is smaller than {leaning} of the majority"),
    ("reported-once", "one independent study, for or against"),
    ("contested", "both sides; the minority is {leaning} of the majority or more"),
    ("unclear", "only mixed or neutral studies"),
    ("no-evidence", "no admissible study in this base"),
    ("leans-against", "more against than for; the minority is smaller than {leaning} of the majority"),
    ("not-supported", "two or more independent studies against, none for"),
)


def method_page(method: Method, name: str) -> Page:
    """The page of ``evidence method``; ``name`` is the version with its hash."""
    return Page({"method": name}, tuple(_blocks(method, name)))


def _blocks(method: Method, name: str) -> Iterator[Block]:
    yield Heading("How verdicts are computed", 1)
    yield Text(
        f"Version and hash of the rules: {name}. They stand in kb/method.yaml, and this page is made from that file. "
        "Never counted: citations, journal names, authors' fame, probabilities typed by hand, the number of documents."
    )
    yield from _admit(method)
    yield from _collapse()
    yield from _vote(method)
    yield from _word(method)
    yield from _certainty(method)
    yield Heading("What would change it", 2)
    yield Text(
        "The flip set names every single cluster whose removal changes the word. Beside it stands the smallest number of "
        "further independent studies in the best tier that would change it. --without, --species, --design, --tier and "
        "--before recompute a verdict for a part of the evidence and edit nothing; --without leaves out what a study "
        "found, not the links through it."
    )
    yield Heading("A hypothesis", 2)
    order = "supported, leans-for, reported-once for, unclear, no-evidence, contested, reported-once against, "
    yield Text(
        "is as good as the least favourable word among the claims it stands or falls with, from best to worst: "
        f"{order}leans-against, not-supported. The claim that decides is named; claims that only bear on it are listed."
    )
    yield Heading("Limits", 2)
    yield Bullets(tuple((limit, "") for limit in _LIMITS))


def _admit(method: Method) -> Iterator[Block]:
    yield Heading("1. Which lines count", 2)
    yield Bullets(
        tuple(
            (item, "")
            for item in (
                "Only accepted lines that report a document's own result or a synthesis; background is listed, not counted.",
                f"Documents that are {_or(method.left_out_standings)} are left out, unless another document in good "
                "standing reports the same study.",
                f"A document with an expression of {_or(method.concern_standings)} stays, one step less certain.",
                "A line whose figure or quote does not stand in the held text is left out.",
                "A line outside the claim's species, population or route is left out. Populations related by is_a fit.",
                f"Echoes weigh nothing and are counted as echoes: {', '.join(method.echo_kinds)}, and every assertion of "
                "a document without data of its own.",
            )
        )
    )


def _collapse() -> Iterator[Block]:
    yield Heading("2. A study counts once", 2)
    yield Bullets(
        tuple(
            (item, "")
            for item in (
                "Lines are gathered by study, and studies into independence clusters: the same registry number, the same "
                "cohort, or one being part of the other, followed through.",
                "All syntheses that bear on a claim are one cluster, for they pool the same trials. One that pools only "
                "studies which vote themselves adds nothing.",
                "An analysis that reads a few trials together adds nothing beside any of them; without them it is one voice.",
                "The same team is no link; it is counted beside (four studies, three teams).",
            )
        )
    )


def _vote(method: Method) -> Iterator[Block]:
    yield Heading("3. One vote each, in its tier", 2)
    yield Text(
        "A cluster votes by its best line: own result before synthesis, pooled data before a consensus, direct before "
        "indirect, better tier before worse, "
        "primary outcome before secondary, not stated, exploratory and post-hoc. Opposite signs at the same rank make it "
        "mixed. Neutral is not against. The word comes from the best tier that holds a for, against or mixed vote; lower "
        "tiers are printed and cannot outvote it."
    )
    rows = tuple(
        (profile, str(place), tier.label, _conditions(tier))
        for profile, tiers in method.tiers.items()
        for place, tier in enumerate(tiers, start=1)
    )
    yield Table(("profile of the claim", "tier", "what it holds", "a line belongs here when"), rows, (14, 6, 30, 50))
    yield Text(
        "A lone vote that agrees with the tiers below leaves their word standing (joined-from-above). A lone vote against "
        "two or more below gives its own word, of low certainty at most. A lower tier whose own word points the other way "
        "adds the tag tiers-disagree."
    )


def _conditions(rule: Tier | Start) -> str:
    parts = [
        f"{label}: {', '.join(values)}"
        for label, values in (
            ("species", rule.species),
            ("design", rule.designs),
            ("intervenes on", rule.manipulates),
            ("document", rule.source_kinds),
        )
        if values
    ]
    if isinstance(rule, Start):
        parts += [f"profile: {', '.join(rule.profiles)}"] if rule.profiles else []
        parts += ["the claim is about animals"] if rule.claim_is_animal else []
    return "; ".join(parts) or "nothing above fits"


def _word(method: Method) -> Iterator[Block]:
    yield Heading("4. The word", 2)
    rows = tuple((word, meaning.format(leaning=method.leaning_below)) for word, meaning in _WORDS)
    yield Table(("word", "votes in the deciding tier"), rows, (20, 60))


def _certainty(method: Method) -> Iterator[Block]:
    rules = method.certainty
    yield Heading("5. How certain", 2)
    yield Text(
        "In the manner of GRADE (Guyatt et al. 2008), read so that a further study for a word can never make it less "
        "certain. Each vote starts at a level and steps down; the word holds a level when "
        f"{rules.studies_for_level} independent studies on its side reach it (one, where only one reports); imprecision is "
        "judged on just those."
    )
    rows = tuple((start.level, start.why, _conditions(start)) for start in rules.start)
    yield Table(("starts", "because", "when"), rows, (10, 36, 54))
    yield Bullets(
        tuple(
            (item, "")
            for item in (
                f"Down one for risk of bias: masking is {_or(rules.weak_masking)} (people only).",
                "Down one for indirectness: the line is a surrogate or an inference.",
                "Down one for concern about a document.",
                "Down one for inconsistency: the word only leans.",
                f"Down one for imprecision: fewer than {rules.participants} participants on the word's side.",
                f"Down one for imprecision: fewer than {rules.teams} named research teams.",
                "Words without a direction are of very low certainty: there is nothing to be certain of.",
                "A person may judge otherwise in kb/overrides.yaml, with a reason; it is shown beside, never instead.",
            )
        )
    )


def _or(names: tuple[str, ...]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)

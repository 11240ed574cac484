"""Blocks: what cleaning makes of every line of a page, held against labels.

A label may accept other kinds and actions (`alt_kind`, `alt_action`); an embed that an older label drops may be kept
beside the body as well, so its action is not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from ops.evaluate.actors import Json
from ops.evaluate.scores import Figures, Report, commonest, scores, share
from ops.evaluate.spans import Span, holds, overlap, span_of

ENOUGH = 0.8
"""Share of their code points that two blocks have in common if they are one."""

FATES = {"keep": "kept", "metadata": "beside the body", "drop": "dropped", "no block": "in no block"}
"""What may become of body text → how it is called."""


class Line(Struct, frozen=True):
    """A block as it is compared."""

    span: Span
    text: str
    kind: str
    action: str
    part: int | None
    repeat_of: int | None
    credit: Any
    other_kinds: tuple[str, ...] = ()
    other_actions: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """The labelled and the found blocks of a page, and which labelled block (by number) is which found one."""

    gold: Sequence[Line]
    found: Sequence[Line]
    partners: Mapping[int, int]


def measure(gold: Mapping[str, Sequence[Json]], found: Mapping[str, Sequence[Json]]) -> Report:
    """Scores of cutting, kinds, actions, links and beginnings of parts; what was lost; whether credits are right."""
    pages = [_page(gold[name], found.get(name, ())) for name in sorted(gold)]
    return {
        "blocks": {"cut as labelled": scores(_matched(pages), _total(pages, "found"), _total(pages, "gold"))}
        | _links(pages)
        | _beginnings(pages),
        "kinds": _by(pages, "kind"),
        "actions": _by(pages, "action"),
        "accuracy": _accuracies(pages),
        "body text lost": _lost(pages),
        "what went wrong": _causes(pages),
    }


def line(row: Json) -> Line | None:
    """The block of a row, in the present or the older spelling; None for a row without a span."""
    span = span_of(row)
    if span is None:
        return None
    kind = "list_item" if row.get("subkind") == "list_item" else row["kind"]
    repeat = row.get("repeat_of")
    return Line(
        span=span,
        text=row.get("text", ""),
        kind=kind,
        action="metadata" if row["action"] == "meta" else row["action"],
        part=row.get("article", row.get("article_index")),
        repeat_of=repeat["start"] if isinstance(repeat, dict) else repeat,
        credit=row.get("credit"),
        other_kinds=tuple(row.get("alt_kind", ())),
        other_actions=tuple(row.get("alt_action", ())),
    )


def _page(gold: Sequence[Json], found: Sequence[Json]) -> Page:
    labelled = [each for row in gold if (each := line(row))]
    made = [each for row in found if (each := line(row))]
    return Page(labelled, made, _match(labelled, made))


def _match(gold: Sequence[Line], found: Sequence[Line]) -> dict[int, int]:
    """The closest pairs first; of equally close ones those of the same kind and action."""
    near = sorted(
        (-closeness, a.kind != b.kind, a.action != b.action, g, f)
        for g, a in enumerate(gold)
        for f, b in enumerate(found)
        if (closeness := overlap(a.span, b.span)) >= ENOUGH
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for *_, g, f in near:
        if g not in partners and f not in taken:
            partners[g] = f
            taken.add(f)
    return partners


def _matched(pages: Sequence[Page]) -> int:
    return sum(len(page.partners) for page in pages)


def _total(pages: Sequence[Page], side: str) -> int:
    return sum(len(getattr(page, side)) for page in pages)


def _pairs(pages: Sequence[Page]) -> list[tuple[Line, Line]]:
    return [(page.gold[g], page.found[f]) for page in pages for g, f in page.partners.items()]


def _label(gold: Line, found: Line | None, field: str) -> str:
    """The label, or the one found in its place if that is accepted too."""
    got = getattr(found, field) if found is not None else None
    others: tuple[str, ...] = gold.other_kinds if field == "kind" else gold.other_actions
    return str(got) if got in others else str(getattr(gold, field))


def _by(pages: Sequence[Page], field: str) -> dict[str, Figures]:
    """Scores of every kind or action."""
    labelled: Counter[str] = Counter()
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for page in pages:
        open_found = {page.partners.get(g) for g, gold in enumerate(page.gold) if _is_open(gold, field)}
        made.update(getattr(found, field) for f, found in enumerate(page.found) if f not in open_found)
        for g, gold in enumerate(page.gold):
            if _is_open(gold, field):
                continue
            found = page.found[page.partners[g]] if g in page.partners else None
            wanted = _label(gold, found, field)
            labelled[wanted] += 1
            right[wanted] += found is not None and getattr(found, field) == wanted
    return {name: scores(right[name], made[name], labelled[name]) for name in sorted(labelled | made)}


def _is_open(gold: Line, field: str) -> bool:
    return field == "action" and gold.kind == "embed" and gold.action == "drop"


def _accuracies(pages: Sequence[Page]) -> dict[str, Figures]:
    pairs, labelled = _pairs(pages), _total(pages, "gold")
    kinds = sum(_label(gold, found, "kind") == found.kind for gold, found in pairs)
    parts = sum(gold.part == found.part for gold, found in pairs)
    credited = [
        (gold, page.found[page.partners[g]] if g in page.partners else None)
        for page in pages
        for g, gold in enumerate(page.gold)
        if (span_of(gold.credit) or _credit(gold)) and gold.action != "drop"
    ]
    credits_right = sum(_same_credit(gold, found) for gold, found in credited)
    return {
        "kind": {"share": share(kinds, labelled), "of": labelled},
        "part": {"share": share(parts, labelled), "of": labelled},
        "credit": {"share": share(credits_right, len(credited)), "of": len(credited)},
    }


def _same_credit(gold: Line, found: Line | None) -> bool:
    if found is None:
        return False
    said = _credit(found)
    by_place = span_of(gold.credit) is not None and span_of(gold.credit) == span_of(found.credit)
    return by_place or (said != "" and said == _credit(gold, found))


def _credit(owner: Line, other: Line | None = None) -> str:
    """A credit as it is compared: one space, lower case, no brackets around it, no stop; read where it points at."""
    words = owner.credit
    if where := span_of(words):
        texts = [each for each in (owner, other) if each is not None and each.text and holds(each.span, where)]
        words = texts[0].text[where[0] - texts[0].span[0] : where[1] - texts[0].span[0]] if texts else None
    return " ".join(words.split()).strip("()[]{} .").casefold() if isinstance(words, str) else ""


def _links(pages: Sequence[Page]) -> dict[str, Figures]:
    """Links between copies: right if both ends are copies of one another on the other side too, however linked."""
    right = made = labelled = reached = 0
    for page in pages:
        back = {f: g for g, f in page.partners.items()}
        gold_links, found_links = _linked(page.gold), _linked(page.found)
        gold_cluster, found_cluster = _clusters(page.gold, gold_links), _clusters(page.found, found_links)
        made += sum(each.repeat_of is not None for each in page.found)
        labelled += len(gold_links)
        right += sum(a in back and b in back and gold_cluster[back[a]] == gold_cluster[back[b]] for a, b in found_links)
        reached += sum(
            a in page.partners
            and b in page.partners
            and found_cluster[page.partners[a]] == found_cluster[page.partners[b]]
            for a, b in gold_links
        )
    return {"copies linked": scores(right, made, labelled, reached)}


def _linked(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The links of copies to their first, by number; those to no block are left out."""
    starts: dict[int, int] = {}
    for number, each in enumerate(lines):
        starts.setdefault(each.span[0], number)
    return [
        (number, starts[each.repeat_of])
        for number, each in enumerate(lines)
        if each.repeat_of is not None and starts.get(each.repeat_of, number) != number
    ]


def _clusters(lines: Sequence[Line], links: Sequence[tuple[int, int]]) -> list[int]:
    """For every block a number that all its copies have."""
    cluster = list(range(len(lines)))
    for one, other in links:
        old, new = cluster[one], cluster[other]
        cluster = [new if number == old else number for number in cluster]
    return cluster


def _beginnings(pages: Sequence[Page]) -> dict[str, Figures]:
    """Where parts begin, and where those begin that are not the first on their page."""
    every, inner = [0, 0, 0], [0, 0, 0]
    for page in pages:
        gold, found = _firsts(page.gold), _firsts(page.found)
        same = {(g, f) for g in gold for f in found if _begins_alike(page, g, f)}
        inner_gold, inner_found = gold - {_top(page.gold)}, found - {_top(page.found)}
        within = {(g, f) for g, f in same if g in inner_gold and f in inner_found}
        _add(every, len({g for g, _ in same}), len(found), len(gold))
        _add(inner, len(within), len(inner_found), len(inner_gold))
    return {"parts begun": scores(*every), "parts begun within a page": scores(*inner)}


def _add(totals: list[int], *numbers: int) -> None:
    totals[:] = [total + number for total, number in zip(totals, numbers, strict=True)]


def _begins_alike(page: Page, g: int, f: int) -> bool:
    return page.partners.get(g) == f or page.gold[g].span[0] == page.found[f].span[0]


def _firsts(lines: Sequence[Line]) -> set[int]:
    first: dict[int, int] = {}
    for number in sorted(range(len(lines)), key=lambda n: lines[n].span[0]):
        part = lines[number].part
        if part is not None:
            first.setdefault(part, number)
    return set(first.values())


def _top(lines: Sequence[Line]) -> int | None:
    return min(range(len(lines)), key=lambda number: lines[number].span, default=None)


def _lost(pages: Sequence[Page]) -> dict[str, Figures]:
    """Code points of the labelled body, spaces aside, that are in no kept block; all of it must be kept."""
    fates: Counter[str] = Counter()
    for page in pages:
        best = _fates(page.found)
        for g, gold in enumerate(page.gold):
            if _label(gold, page.found[page.partners[g]] if g in page.partners else None, "action") == "keep":
                letters = zip(range(*gold.span), gold.text or "x" * (gold.span[1] - gold.span[0]), strict=False)
                fates.update(best.get(place, "no block") for place, letter in letters if not letter.isspace())
    total = fates.total()
    return {FATES[fate]: {"code points": fates[fate], "share": share(fates[fate], total)} for fate in FATES}


def _fates(found: Sequence[Line]) -> dict[int, str]:
    """For every covered code point the best that was done with it."""
    fates: dict[int, str] = {}
    for action in ("drop", "metadata", "keep"):
        for each in found:
            if each.action == action:
                fates.update(dict.fromkeys(range(*each.span), action))
    return fates


def _causes(pages: Sequence[Page]) -> dict[str, Figures]:
    wrong = [(gold, found) for gold, found in _pairs(pages) if _label(gold, found, "kind") != found.kind]
    uncut = _total(pages, "gold") - _matched(pages)
    return commonest([f"{gold.kind} taken for {found.kind}" for gold, found in wrong] + ["cut otherwise"] * uncut)

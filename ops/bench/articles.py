"""Invented articles for measuring: any number of them, all different, and the same ones every time.

They have the shape and size of scraped wire stories (about 26 sentences, 2 to 5 KB, the caption printed four times);
about half of their sentences say that somebody did something to somebody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent
EPOCH = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SENTENCES = (26, 6, 10, 44)
"""Mean, standard deviation, least and most sentences of an article; no more than there are templates."""
PARAGRAPH = (1, 3)
"""Least and most sentences of a paragraph."""

Words = dict[str, str]
Country = tuple[str, ...]


class Newsroom:
    """Writes articles; `seed` decides all of them. `sentences` are mean, standard deviation, least and most of each."""

    def __init__(self, seed: str, sentences: tuple[float, float, int, int] = SENTENCES) -> None:
        self._seed = seed
        self._sentences = sentences
        self._phrases = _sections((FOLDER / "sentences.txt").read_text())
        self._countries = _countries((FOLDER / "countries.txt").read_text())

    def lines(self, count: int) -> Iterator[bytes]:
        """Articles as NDJSON lines."""
        for number in range(count):
            yield self.line(number)

    def line(self, number: int) -> bytes:
        """The article of this number as a line of NDJSON."""
        chance = Random(f"{self._seed} {number}")  # noqa: S311  # the same articles every time, no secret
        published = EPOCH + timedelta(minutes=17 * number)
        article = {
            "url": f"https://{self._seed}.example/{number}",
            "source": "bench",
            "published_at": published.isoformat(),
            "body": self._body(chance, published),
        }
        return json.dumps(article, ensure_ascii=False).encode() + b"\n"

    def _body(self, chance: Random, published: datetime) -> str:
        pair = chance.sample(self._countries, 2)
        story = self._story(chance, published) | _named(pair)
        title, caption = self._phrase("titles", chance, story), self._phrase("captions", chance, story)
        signed = f"{caption}. {self._phrase('credits', chance, {})}"
        head = [title, "", caption, caption, "TT", "", title, "", signed, signed, ""]
        dateline = f"{story['one_capital'].upper()}, {published:%B} {published.day} (Reuters) - "
        return "\n".join([*head, dateline + "\n\n".join(self._paragraphs(chance, story, pair)), ""])

    def _story(self, chance: Random, published: datetime) -> Words:
        """What a whole article keeps to."""
        topic = self._phrase("topics", chance, {})
        return {
            "topic": topic,
            "title_topic": topic.title(),
            "office": self._phrase("offices", chance, {}),
            "place": self._phrase("places", chance, {}),
            "date": f"{published.day} {published:%B %Y}",
        }

    def _paragraphs(self, chance: Random, story: Words, pair: Sequence[Country]) -> Iterator[str]:
        mean, deviation, least, most = self._sentences
        wanted = min(most, max(least, round(chance.gauss(mean, deviation))))
        templates = self._phrases["events"] + self._phrases["background"]
        chosen = chance.sample(templates, wanted)
        while chosen:
            size = chance.randint(*PARAGRAPH)
            told, chosen = chosen[:size], chosen[size:]
            yield " ".join(
                self._sentence(chance, template, story | _named(chance.sample(pair, 2))) for template in told
            )

    def _sentence(self, chance: Random, template: str, story: Words) -> str:
        """The template as a sentence with an office, a day and a number of its own."""
        words = story | {
            "office": self._phrase("offices", chance, {}),
            "day": chance.choice(DAYS),
            "count": str(chance.randint(11, 98)),
        }
        sentence = template.format_map(words)
        return sentence[0].upper() + sentence[1:]

    def _phrase(self, section: str, chance: Random, words: Words) -> str:
        return chance.choice(self._phrases[section]).format_map(words)


def _named(pair: Sequence[Country]) -> Words:
    """The words for two countries, in this order."""
    parts = ("", "_adjective", "_capital")
    return {
        side + part: word
        for side, country in zip(("one", "other"), pair, strict=True)
        for part, word in zip(parts, country, strict=True)
    }


def _countries(text: str) -> list[Country]:
    """A country a line: its name, its adjective and its capital."""
    return [tuple(line.split(" / ")) for line in text.splitlines()]


def _sections(text: str) -> dict[str, list[str]]:
    """The lines under each [name]; comments and empty lines are left out."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return sections

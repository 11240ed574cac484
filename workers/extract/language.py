"""Which language a text is written in, by its script and its commonest words: cheap, and the same every time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

SAMPLE = 20_000
"""Characters looked at."""
CLEARLY = 1.5
"""How many times as many common words of another language than of English a text has to have."""
RARE = 25
"""Among so many words of prose at least one is among the commonest."""
FEW_WORDS = 12
"""A text of fewer words in Latin script is too short to tell."""

COMMON_WORDS = {
    "en": "the of and to in that is was for on with as by at from it he his has have be are this said not who its",
    "de": "der die das und ist nicht von zu mit den des ein eine im für auf dem sich auch wird sie als nach wurde hat",
    "fr": "le la les et des est une du dans que pour qui sur au pas par avec ce il sont plus cette ses ont été aux",
    "es": "el los las que en una por con para se su del al es más como pero sus fue ha este según entre también",
    "it": "il di che la per un una del della con non sono nel alla gli dei più anche delle ha si dal come",
    "pt": "os as que em uma do da para com não por no na dos das mais como foi ao ele sua são também seu pela",
    "nl": "de het een en van is dat op te zijn met voor niet aan er door ook als bij maar heeft werd naar over uit",
    "sv": "och att det som en på är av för med den till har inte om ett var men från han vid kan sig efter",
    "da": "og at det som en på er af for med den til har ikke om et var men fra han ved kan sig efter der",
    "pl": "na do nie się że jest to jak za po od przez przy dla są oraz ma był został które",
    "tr": "ve bir bu için ile da de olarak olan daha çok sonra gibi kadar ancak olduğu etti dedi ise her",
    "id": "yang dan di dengan untuk dari pada dalam tidak ini itu akan oleh juga ke karena telah adalah bisa",
    "ro": "și de la în pe cu nu este din care pentru au mai că un fost sunt după prin sau ale",
    "cs": "se na je že do ale za by jsou pro po jako podle byl jeho také",
    "hu": "az és hogy nem is egy meg ez volt de már csak még mint szerint után",
    "fi": "ja on ei se että oli hän mutta kun ovat myös joka mukaan niin kuin sen",
    "vi": "và của là các những được trong cho một không với có người đã này khi từ",
    "sw": "ya wa na kwa ni katika za la kuwa hiyo alisema pia huo baada kama",
}
_LANGUAGES = {
    word: frozenset(language for language, words in COMMON_WORDS.items() if word in words.split())
    for words in COMMON_WORDS.values()
    for word in words.split()
}
SCRIPTS = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "AMHARIC": "am",
    "ETHIOPIC": "am",
}
_WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None when there is too little to tell."""
    words = _WORD.findall(text[:SAMPLE].casefold())
    if not words:
        return None
    if script := _foreign_script(words):
        return script
    votes = Counter(language for word in words for language in _LANGUAGES.get(word, ()))
    if len(words) < FEW_WORDS or not votes:
        return None
    language, count = min(votes.items(), key=lambda item: (-item[1], item[0] != "en", item[0]))
    clear = language == "en" or count > CLEARLY * votes["en"]
    return language if clear and count >= max(2, len(words) // RARE) else None


def _foreign_script(words: list[str]) -> str | None:
    """The language of the script that most letters are in, unless that is Latin."""
    letters = "".join(words)
    if letters.isascii():
        return None
    votes = Counter(unicodedata.name(letter, "LATIN").partition(" ")[0] for letter in letters)
    script, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
    if "HIRAGANA" in votes and script == "CJK":
        return "ja"
    return SCRIPTS.get(script) if 2 * count > len(letters) else None

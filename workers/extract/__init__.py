"""Extraction: a cleaned page becomes events, quotations, figures and dates. Pure: the same page, the same findings.

Read in the order of the data's way:

- passages (with embeds) says what is read, headlines brings titles into sentence case, parser makes sentences of
  plain words (tree), puts right what it misread (misreadings) and, with models, alone knows spaCy; syntax answers
  questions to a tree, language guesses what a text is written in and models has who reads that.
- gazetteer and lexicon load the tables in lexicon/. names finds known names, phrases looks at noun phrases; actors
  makes mentions of a sentence's (a reading of it, by propernames, pronouns and commonnouns), and cast remembers those
  of a part for surnames, titles and pronouns.
- speech finds who says what; a scene is a passage with its mentions and speakers.
- coding reads the lexicon against a tree (shapes, objects, complements; operators for verbs that govern an event);
  parties finds who did it to whom (sources, targets, behind, sites); needs refuses what is no such event, public what
  is nobody's in public life, genre the sentences of games and tales.
- findings puts these together with status; circumstances and places tell when and where; confidence, how sure.
- events makes records of findings (plover has the codes); quotations and figures are found beside them; extractor
  does all of it for one page, report makes the rows that people and scripts read.
"""

from __future__ import annotations

from workers.extract.extractor import Extractor, load_extractor

__all__ = ["Extractor", "load_extractor"]

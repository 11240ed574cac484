"""`newsfold log erase`: an article's words are made unreadable, and everything that was made of them is dropped."""

from __future__ import annotations

from ops.cli.shared import tell
from ops.screen import record_bar
from services.eventlog import EventLog
from services.ingest.erasure import erase
from services.readmodels import Generation, ReadModels
from workers.projector import replay


def erase_article(log: EventLog, readmodels: ReadModels, article: str, *, as_json: bool) -> None:
    """Erase the article, fold the log into a new generation without it, and drop every generation that knew it.

    One that was being built before knew it too, so it is not taken up.
    """
    position = erase(log, article)
    _keep_alone(readmodels.serving(), readmodels)
    with record_bar() as progress:
        task = progress.add_task("records folded anew", total=log.head())
        serving = replay(log, readmodels, lambda done, total: progress.update(task, completed=done, total=total))
    _keep_alone(serving, readmodels)
    readmodels.scrub()
    tell(
        {"article": article, "position": position, "generation": serving.number},
        f"Article {article} is erased, at position {position}. Copies made elsewhere are told in the runbook.",
        as_json=as_json,
    )


def _keep_alone(serving: Generation, readmodels: ReadModels) -> None:
    for number in readmodels.numbers():
        if number != serving.number:
            readmodels.drop(number)

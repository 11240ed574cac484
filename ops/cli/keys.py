"""`newsfold keys`: who may come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from ops.cli.shared import AsJson, settings_here, tell
from ops.screen import complaints, console, keys_table
from schemas.errors import InputError
from services.keys import Key, Keys, Scope, id_of, mint, rotate

app = typer.Typer(help="API keys: who may come in, and what they may do.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `keys list` shows it.")]
MOST_DAYS = 36_500
ONCE = "This is the key; it is shown this once."


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is, or what for.")],
    scope: Annotated[list[Scope], typer.Option("--scope", help="What it allows; may be repeated.")],
    days: Annotated[
        int | None, typer.Option(min=1, max=MOST_DAYS, help="Days until it ends; without, it does not.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Make a key and print it, this once."""
    from services.wiring import open_keys

    shown, key = mint(name, scope, datetime.now(UTC), timedelta(days=days) if days else None)
    open_keys(settings_here()).add(key)
    _tell(shown, as_json=as_json)


@app.command("list")
def list_keys(*, as_json: AsJson = False) -> None:
    """All keys: whose, what they allow, when they end and were used last."""
    from services.wiring import open_keys

    found, now = open_keys(settings_here()).all(), datetime.now(UTC)
    if as_json:
        for key in found:
            tell(_as_json(key, now), "", as_json=True)
    else:
        console.print(keys_table(_as_json(key, now) for key in found) if found else "There is no key yet.")


@app.command("rotate")
def rotate_key(
    identity: Id,
    grace_hours: Annotated[int, typer.Option(min=0, max=24 * MOST_DAYS, help="Hours that the old key goes on.")] = 24,
    *,
    as_json: AsJson = False,
) -> None:
    """Make a new key in the place of an old one and print it; the old one ends a day later."""
    from services.wiring import open_keys

    keys, now = open_keys(settings_here()), datetime.now(UTC)
    old = _known(keys, identity)
    if not old.holds(now):
        raise InputError(f"The key {identity} has ended already; make a new one with `newsfold keys create`.")
    _tell(rotate(keys, old, now, timedelta(hours=grace_hours)), as_json=as_json)


@app.command("revoke")
def revoke(identity: Id, *, as_json: AsJson = False) -> None:
    """Let a key end now; the service refuses it within seconds."""
    from services.wiring import open_keys

    keys = open_keys(settings_here())
    _known(keys, identity)
    keys.end(identity, datetime.now(UTC))
    tell({"id": identity, "revoked": True}, f"The key {identity} has ended.", as_json=as_json)


def _known(keys: Keys, identity: str) -> Key:
    key = keys.find(identity)
    if key is None:
        raise InputError(f"There is no key {identity}; `newsfold keys list` shows them all.")
    return key


def _tell(shown: str, *, as_json: bool) -> None:
    if not as_json:
        complaints.print(ONCE)
    tell({"id": id_of(shown), "key": shown}, shown, as_json=as_json)


def _as_json(key: Key, now: datetime) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "holds": key.holds(now),
        "created_at": key.created_at.isoformat(),
        "ends_at": key.ends_at.isoformat() if key.ends_at else None,
        "used_at": key.used_at.isoformat() if key.used_at else None,
    }

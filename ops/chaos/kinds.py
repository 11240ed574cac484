"""The kinds of faults, each a function that does one and undoes what would last."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from random import Random

from msgspec import Struct

from ops.chaos.cluster import POSTGRES, PROCESSES, Cluster
from ops.chaos.points import FAIL, KILL
from ops.chaos.poison import POISONS
from ops.chaos.poster import Poster
from ops.chaos.recovery import Recovery
from ops.chaos.variables import FOLDS, VERSION
from schemas.record import Stage

POINTS = (
    "after the pop",
    "after the append",
    "before acknowledging",
    "in mid-fold",
    "after the commit, before the 202",
)
CUTS = ("reset", "half-closed", "delayed", "silent")
ERRORS = ("a write error", "an fsync error")
REACH_SECONDS = 8.0
"""How long a point is armed at most."""
LOOK_SECONDS = 0.05
ASLEEP_SECONDS = (6, 9)
"""A worker that is silent for five seconds is taken for dead, a projection worker's lease ends after as many."""
WORKERS = tuple(name for name in PROCESSES if name.startswith(tuple(Stage)))
PROJECTIONS = tuple(name for name in PROCESSES if name.startswith("projections"))
HOUR = 3600.0


class Scene(Struct, frozen=True):
    """What a fault is done to."""

    cluster: Cluster
    poster: Poster
    recovery: Recovery
    chance: Random


Fault = Callable[[Scene], bool]
"""Does a fault; False if there was nothing to do it to."""


def kill(scene: Scene, names: tuple[str, ...]) -> bool:
    """End a process at once."""
    return scene.cluster.kill(scene.chance.choice(names))


def kill_at_work(scene: Scene, *, the_horse: bool) -> bool:
    """End a worker that has something in hand, or only the horse that does it; held still until that is noted."""
    deadline = time.monotonic() + REACH_SECONDS
    while time.monotonic() < deadline:
        name = scene.chance.choice(WORKERS)
        if scene.cluster.hold_horse(name) and scene.recovery.at_work(scene.cluster.pid(name)):
            with scene.recovery.of_workers(horse_of=scene.cluster.pid(name) if the_horse else None):
                return scene.cluster.kill_horse(name) if the_horse else scene.cluster.kill(name)
        scene.cluster.wake_horse(name)
        time.sleep(LOOK_SECONDS)
    return False


def at_point(scene: Scene, point: str, deed: str) -> bool:
    """Have whoever comes to a point first die or fail there."""
    scene.cluster.points.arm(point, deed)
    deadline = time.monotonic() + REACH_SECONDS
    with scene.recovery.of_workers():
        while scene.cluster.points.armed(point) and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)
    return not scene.cluster.points.disarm(point)


def sleep_past_lease(scene: Scene, names: tuple[str, ...]) -> bool:
    """Stop a process until others take it for dead, and wake it."""
    name = scene.chance.choice(names)
    stopped = scene.cluster.signal(name, signal.SIGSTOP)
    time.sleep(scene.chance.uniform(*ASLEEP_SECONDS))
    scene.cluster.signal(name, signal.SIGCONT)
    return stopped


def flush_redis(scene: Scene) -> bool:
    """Empty the queue's server."""
    scene.cluster.queues.connection.flushall()
    return True


def kill_redis(scene: Scene) -> bool:
    """End the queue's server, for a second or two; it comes back with what it had on disk."""
    with scene.cluster.down("redis"):
        time.sleep(scene.chance.uniform(0, 2))
    return True


def cut_redis(scene: Scene) -> bool:
    """End the queue's server and cut off the end of what it had on disk."""
    with scene.cluster.down("redis"):
        files = [path for path in (scene.cluster.folder / "appendonlydir").glob("*.incr.aof") if path.stat().st_size]
        for path in files:
            with path.open("r+b") as file:
                file.truncate(scene.chance.randint(0, path.stat().st_size - 1))
    return bool(files)


def stop_postgres(scene: Scene) -> bool:
    """Stop PostgreSQL in immediate mode, for a second or two."""
    with scene.cluster.down(POSTGRES):
        time.sleep(scene.chance.uniform(0, 2))
    return True


def cut_network(scene: Scene, how: str) -> bool:
    """Do something to all connections to one server."""
    proxy = scene.cluster.proxies[scene.chance.choice(list(scene.cluster.proxies))]
    match how:
        case "reset":
            proxy.reset()
        case "half-closed":
            proxy.half_close()
        case "delayed":
            proxy.delay = scene.chance.uniform(0.05, 0.3)
        case _:
            proxy.fall_silent()
    time.sleep(scene.chance.uniform(1, 4))
    proxy.heal()
    return True


def deliver_again(scene: Scene) -> bool:
    """Queue articles again that are done or in work, in another order and twice, past the feeder."""
    known = list(scene.poster.acknowledged)
    if not known:
        return False
    stage = scene.chance.choice(list(Stage))
    chosen = scene.chance.choices(known, k=min(10, len(known)))
    for _ in range(2):
        scene.chance.shuffle(chosen)
        scene.cluster.deliver(stage, chosen)
    return True


def post_at_once(scene: Scene) -> bool:
    """Post one article twenty times at once."""
    number = scene.chance.randrange(10**9)
    body = f'{{"url": "https://once.example/{number}", "body": "Peru thanked Chile for {number} ships on Monday."}}'
    scene.poster.repeat(body.encode())
    return True


def fill_disk(scene: Scene) -> bool:
    """Let a process write nothing to any file for a while."""
    name = scene.chance.choice(list(scene.cluster.processes))
    found = scene.cluster.limit_files(name, 1)
    time.sleep(scene.chance.uniform(1, 3))
    scene.cluster.limit_files(name, resource.RLIM_INFINITY)
    return found


def set_clock(scene: Scene) -> bool:
    """Set a process's clock an hour forward or back for a while."""
    name = scene.chance.choice(list(scene.cluster.processes))
    file = scene.cluster.folder / f"clock.{name}"
    file.write_text(str(scene.chance.choice((-HOUR, -10.0, 10.0, HOUR))))
    time.sleep(scene.chance.uniform(2, 5))
    file.unlink(missing_ok=True)
    return True


def poison(scene: Scene, word: str) -> bool:
    """Post an article that harms its reader."""
    scene.poster.poison(word, scene.chance.randrange(10**9))
    return True


def mix_versions(scene: Scene) -> bool:
    """Have one of two extract workers be of another version from now on, or of the same again."""
    versions = scene.cluster.versions["extract-2"]
    if not versions.pop(VERSION, None):
        versions[VERSION] = "next"
    return scene.cluster.kill("extract-2")


def kill_replay(scene: Scene) -> bool:
    """Begin a replay, and end it somewhere on its way."""
    replay = scene.cluster.run("replay")
    time.sleep(scene.chance.uniform(1, 4))
    replay.kill()
    replay.wait()
    return True


def kill_migration(scene: Scene) -> bool:
    """Have one projection worker be of newer folds, and end it twice while it builds the read models anew.

    The other follows to the folds before those, as in a rolling upgrade: it folds what is served until then.
    """
    first, second = PROJECTIONS
    versions = scene.cluster.versions
    versions[second][FOLDS] = scene.cluster.folds
    versions[first][FOLDS] = str(int(scene.cluster.folds) + 1)
    scene.cluster.kill(second)
    for _ in range(2):
        scene.cluster.kill(first)
        time.sleep(scene.chance.uniform(1, 3))
    return True


def kinds(*, postgres: bool) -> dict[str, Fault]:
    """Every kind of fault by its name."""
    stores: dict[str, Fault] = {"PostgreSQL stopped at once": stop_postgres} if postgres else {}
    return {
        "the door killed": partial(kill, names=("serve",)),
        "a worker killed": partial(kill_at_work, the_horse=False),
        "a projection worker killed": partial(kill, names=PROJECTIONS),
        "a horse killed": partial(kill_at_work, the_horse=True),
        **{f"killed {point}": partial(at_point, point=point, deed=KILL) for point in POINTS},
        **{f"{error} injected": partial(at_point, point=error, deed=FAIL) for error in ERRORS},
        "a worker asleep past its lease": partial(sleep_past_lease, names=WORKERS),
        "a projection worker asleep past its lease": partial(sleep_past_lease, names=PROJECTIONS),
        "Redis killed": kill_redis,
        "Redis flushed": flush_redis,
        "Redis' file cut": cut_redis,
        **stores,
        **{f"connections {how}": partial(cut_network, how=how) for how in CUTS},
        "jobs delivered again": deliver_again,
        "an article posted twenty times at once": post_at_once,
        "a disk full": fill_disk,
        "a clock set": set_clock,
        **{f"poison {word.strip('x')}": partial(poison, word=word) for word in POISONS},
        "versions mixed": mix_versions,
        "a replay killed": kill_replay,
        "a migration killed": kill_migration,
    }

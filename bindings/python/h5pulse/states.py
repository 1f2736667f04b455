# SPDX-License-Identifier: MIT
"""What can be said of a run from its file."""
from __future__ import annotations

import enum
from dataclasses import dataclass


class RunState(str, enum.Enum):
    """State of a run; compares with its text too: ``reader.state == "running"``."""

    RUNNING = "running"  #: its writer lives and commits
    STALLED = "stalled"  #: its writer (may) live, and has committed nothing for longer than it usually takes
    FINISHED = "finished"  #: closed in order
    FAILED = "failed"  #: its writer ended it with fail() and a reason
    STOPPED = "stopped"  #: its user ended it early, with stop() and a reason
    CRASHED = "crashed"  #: its writer is gone without having closed the file; recover() repairs it
    UNREACHABLE = "unreachable"  #: the file is no longer where it was; what was seen can be read

    @property
    def is_live(self) -> bool:
        """Whether more steps may come without somebody starting the run again."""
        return self in (RunState.RUNNING, RunState.STALLED, RunState.UNREACHABLE)

    def __str__(self) -> str:
        return str(self.value)


class Refresh(str, enum.Enum):
    """What Reader.refresh() found; true where there is something new."""

    UNCHANGED = "unchanged"  #: no new step
    GREW = "grew"  #: there are new steps
    RESTARTED = "restarted"  #: the file now holds another run, or an earlier state of it: forget what was read

    def __bool__(self) -> bool:
        return self is not Refresh.UNCHANGED

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class WriterStatus:
    """What the writer last said of itself. Of files of others only the time of the last change is known.

    Times are seconds since 1970 by the writer's clock, which may differ from this machine's; 0: unknown.
    """

    process_id: int = 0
    host: str = ""
    commits: int = 0
    committed_steps: int = 0
    start_time: float = 0.0
    last_commit_time: float = 0.0
    heartbeat_time: float = 0.0
    bytes: int = 0  #: of the values and times that this writer has committed
    waits: int = 0  #: how often an append has waited because the buffer was full
    wait_seconds: float = 0.0
    longest_commit: float = 0.0  #: seconds
    problem: str = ""  #: "no space" or "write error" while it cannot commit; its steps wait in memory meanwhile
    reason: str = ""  #: why the run failed or was stopped, or what the problem is

# SPDX-License-Identifier: MIT
"""States of a run, and reports of its writer."""
from __future__ import annotations

import enum
from dataclasses import dataclass


class RunState(str, enum.Enum):
    """State of a run; compares equal to its text: ``reader.state == "running"``."""

    RUNNING = "running"  #: the writer is alive and commits
    STALLED = "stalled"  #: the writer is or may be alive, but has not committed for longer than usual
    FINISHED = "finished"  #: closed normally
    FAILED = "failed"  #: the writer ended it by fail(), with a reason
    STOPPED = "stopped"  #: the user ended it early by stop(), with a reason
    CRASHED = "crashed"  #: the writer died without closing the file; recover() repairs it
    UNREACHABLE = "unreachable"  #: the file is no longer where it was; steps seen before stay readable

    @property
    def is_live(self) -> bool:
        """Whether more steps may come without the run being started again."""
        return self in (RunState.RUNNING, RunState.STALLED, RunState.UNREACHABLE)

    def __str__(self) -> str:
        return str(self.value)


class Refresh(str, enum.Enum):
    """Result of Reader.refresh(); true if something is new."""

    UNCHANGED = "unchanged"  #: no new step
    GREW = "grew"  #: there are new steps
    RESTARTED = "restarted"  #: the file now holds another run, or an earlier state of it: discard read data

    def __bool__(self) -> bool:
        return self is not Refresh.UNCHANGED

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class WriterStatus:
    """Last report of the writer. For files of other programs only the time of the last change is known.

    Times are seconds since 1970 by the writer's clock, which may differ from this machine's; 0: unknown.
    """

    process_id: int = 0
    host: str = ""
    commits: int = 0
    committed_steps: int = 0
    start_time: float = 0.0
    last_commit_time: float = 0.0
    heartbeat_time: float = 0.0
    bytes: int = 0  #: bytes of the values and times that this writer has committed
    waits: int = 0  #: number of appends that waited because the buffer was full
    wait_seconds: float = 0.0
    longest_commit: float = 0.0  #: seconds
    write_problem: str = ""  #: "no space" or "write error" while it cannot commit; its steps then wait in memory
    reason: str = ""  #: why the run failed or was stopped, or what the write problem is

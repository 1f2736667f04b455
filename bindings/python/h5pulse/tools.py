# SPDX-License-Identifier: MIT
"""Repairing and rewriting files."""
from __future__ import annotations

import os
from dataclasses import dataclass

from . import _core
from ._options import CompressionLike, PathLike, compression_of, path_of


@dataclass(frozen=True)
class RecoverReport:
    """What recover() found and did; with dry_run what it would do."""

    needed_repair: bool  #: the file carried the marks of a writer that died, or rows in excess
    bytes_before: int  #: size of the file when found
    bytes_after: int  #: and now
    steps: int  #: committed, all of which are kept
    last_commit_time: float  #: seconds since 1970; of files of others: of the last change
    locked: bool  #: false: there was no lock (without_lock)
    ours: bool  #: written by h5pulse
    after_restart: bool  #: the machine was started anew since: steps that were not synchronised do not count
    excess: tuple[tuple[str, int], ...]  #: datasets with rows beyond the committed steps, and how many rows
    backup: str | None  #: the copy
    not_followed: str  #: why its steps cannot be counted; empty: they can


@dataclass(frozen=True)
class RepackReport:
    """What repack() did."""

    bytes_before: int  #: size of the file
    bytes_after: int  #: size of the new one
    steps: int  #: of the run; all are kept


def recover(path: PathLike, *, dry_run: bool = False, backup: bool = False,
            without_lock: bool = False) -> RecoverReport:
    """Makes the file of a crashed writer one that every HDF5 program opens, and keeps all that was committed.

    In place; does nothing to a healthy file. It may itself be killed at any moment and run again.

    Args:
        path: the file.
        dry_run: only look; nothing is changed.
        backup: first copy the file to a name of its own beside it, where it needs repair.
        without_lock: go on where the file system has no locks.

    Raises:
        InUseError: its writer lives. Error: it is not understood, and untouched.
    """
    report = _core.recover(path_of(path), bool(dry_run), bool(backup), bool(without_lock))
    copy = report.pop("backup")
    return RecoverReport(**report, backup=None if copy is None else os.fsdecode(copy))


def repack(path: PathLike, *, compression: CompressionLike = "gzip", output: PathLike | None = None,
           without_lock: bool = False) -> RepackReport:
    """Rewrites a run that nobody writes with its chunks compressed, and compares every value before it counts.

    Args:
        path: the file.
        compression: "gzip", "lz4", "zstd", "blosc" or "none", or with a level, as ("zstd", 3).
        output: the new file, which must not be there; None: replaces the file itself.
        without_lock: go on where the file system has no locks.

    Raises:
        InUseError: its writer lives. Error: the run has crashed (recover() first), the filter is not installed, ...
    """
    report = _core.repack(path_of(path), compression_of(compression), None if output is None else path_of(output),
                          bool(without_lock))
    return RepackReport(**report)

/* SPDX-License-Identifier: MIT */
#pragma once

#include "record.h"

#include <stdbool.h>
#include <stddef.h>

/* What is to happen to a call. */
enum FaultAct {
    ActNone,
    ActFail,       /* not done, fails with an errno */
    ActShort,      /* a write writes half of its bytes */
    ActCut,        /* a write gets to a border of pages near its middle, and fails with EIO */
    ActKillBefore, /* SIGKILL instead of the call */
    ActKillMiddle, /* SIGKILL in a write, between two pages near its middle; other calls: as before */
    ActKillAfter   /* SIGKILL when the call has been made */
};

struct FaultVerdict
{
    enum FaultAct act;
    int error;
};

/* A call and its place in the order of all calls: they take turns from here to faultLeave. */
struct FaultVerdict faultEnter(enum FaultCall call);
void faultLeave(struct FaultVerdict verdict);

/* Whether calls on this path are looked at. */
bool faultWantsPath(const char* path);
/* Remembers whether calls on this descriptor, which was opened or closed just now, are looked at. */
void faultOpened(int descriptor);
void faultClosed(int descriptor);
bool faultWants(int descriptor);

/* The bytes that a write may write, given the verdict. */
size_t faultPart(struct FaultVerdict verdict, uint64_t offset, size_t count);

/* The log; nothing without one. Between faultEnter and faultLeave. */
void faultLogData(enum FaultCall call, int descriptor, uint64_t offset, uint64_t length, const void* data,
                  size_t bytes);
void faultLogPaths(enum FaultCall call, const char* from, const char* to, uint64_t flags);
void faultLogMark(const void* text, size_t bytes);

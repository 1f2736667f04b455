/* SPDX-License-Identifier: MIT */
/* Which calls are disturbed, and how: from the environment.
     H5PULSE_FAULT_PATH   only files whose path contains this
     H5PULSE_FAULT_CALLS  sum of FaultCall bits that count; without it all that change a file
     H5PULSE_FAULT_FROM   the first call that is disturbed, from 1; 0 or nothing: none
     H5PULSE_FAULT_TO     the last; without it the first alone; 0: all from there on
     H5PULSE_FAULT_ACT    an errno, or short, cut, kill-before, kill-middle, kill-after
     H5PULSE_FAULT_WHILE  a file: calls are also disturbed as long as it is there
     H5PULSE_FAULT_COUNT  a file that gets the number of calls when the program ends in order
     H5PULSE_FAULT_LOG    a file that gets every call (record.h)
   and H5PULSE_FAULT_CLOSE (name_calls.c), H5PULSE_FAULT_THREADS and H5PULSE_FAULT_CLOCK (life_calls.c) */
#include "control.h"

#include "page_cut.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { kDescriptors = 4096, kAllCalls = 511 & ~FaultLock };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static atomic_uchar wanted[kDescriptors];
static const char* pathPart;
static const char* whileThere;
static unsigned long calls = kAllCalls;
static unsigned long first, last, counted;
static struct FaultVerdict act;

static unsigned long number(const char* name, unsigned long otherwise)
{
    const char* text = getenv(name);
    return text ? strtoul(text, NULL, 10) : otherwise;
}

static struct FaultVerdict parsed(const char* text)
{
    static const char* const names[] = {"short", "cut", "kill-before", "kill-middle", "kill-after"};
    for (int i = 0; text && i < 5; ++i) {
        if (strcmp(text, names[i]) == 0) {
            return (struct FaultVerdict){(enum FaultAct)(ActShort + i), 0};
        }
    }
    const int error = text ? atoi(text) : 0;
    return (struct FaultVerdict){error ? ActFail : ActNone, error};
}

__attribute__((constructor)) static void readEnvironment(void)
{
    pathPart = getenv("H5PULSE_FAULT_PATH");
    whileThere = getenv("H5PULSE_FAULT_WHILE");
    calls = number("H5PULSE_FAULT_CALLS", kAllCalls);
    first = number("H5PULSE_FAULT_FROM", 0);
    last = number("H5PULSE_FAULT_TO", first);
    act = parsed(getenv("H5PULSE_FAULT_ACT"));
}

__attribute__((destructor)) static void writeCount(void)
{
    const char* path = getenv("H5PULSE_FAULT_COUNT");
    FILE* file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%lu\n", counted);
        fclose(file);
    }
}

bool faultWantsPath(const char* path)
{
    return pathPart && path && strstr(path, pathPart);
}

void faultOpened(int descriptor)
{
    if (descriptor < 0 || descriptor >= kDescriptors) {
        return;
    }
    char link[40];
    char path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link, path, PATH_MAX);
    path[size > 0 ? size : 0] = '\0';
    atomic_store(&wanted[descriptor], faultWantsPath(path));
}

void faultClosed(int descriptor)
{
    if (descriptor >= 0 && descriptor < kDescriptors) {
        atomic_store(&wanted[descriptor], 0);
    }
}

bool faultWants(int descriptor)
{
    return descriptor >= 0 && descriptor < kDescriptors && atomic_load(&wanted[descriptor]);
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

struct FaultVerdict faultEnter(enum FaultCall call)
{
    const struct FaultVerdict none = {ActNone, 0};
    pthread_mutex_lock(&turn);
    if (!((unsigned long)call & calls)) {
        return none;
    }
    ++counted;
    const bool due = first && counted >= first && (!last || counted <= last);
    if (!due && !(whileThere && access(whileThere, F_OK) == 0)) {
        return none;
    }
    if (act.act == ActKillBefore || (act.act == ActKillMiddle && call != FaultWrite)) {
        die();
    }
    return act;
}

void faultLeave(struct FaultVerdict verdict)
{
    if (verdict.act == ActKillMiddle || verdict.act == ActKillAfter) {
        die();
    }
    pthread_mutex_unlock(&turn);
}

size_t faultPart(struct FaultVerdict verdict, uint64_t offset, size_t count)
{
    switch (verdict.act) {
    case ActShort:
        return count > 1 ? count / 2 : count;
    case ActCut:
    case ActKillMiddle:
        return faultUpToPage(offset, count);
    default:
        return count;
    }
}

/* SPDX-License-Identifier: MIT */
/* Calls that are not about files:
     H5PULSE_FAULT_THREADS  the N-th thread and all later ones are refused (EAGAIN)
     H5PULSE_FAULT_CLOCK    the wall clock jumps by an hour, there and back, each so many looks at it */
#include "control.h"
#include "next.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

typedef int (*CreateCall)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
typedef int (*ClockCall)(clockid_t, struct timespec*);

static long fromEnvironment(const char* name)
{
    const char* text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*work)(void*), void* data)
{
    static atomic_long asked;
    const long refused = fromEnvironment("H5PULSE_FAULT_THREADS");
    if (refused > 0 && atomic_fetch_add(&asked, 1) + 1 >= refused) {
        return EAGAIN;
    }
    return NEXT(CreateCall, "pthread_create")(thread, attributes, work, data);
}

int clock_gettime(clockid_t clock, struct timespec* now)
{
    enum { kHour = 3600 };
    static atomic_long looks;
    static atomic_long every = -1;
    const int result = NEXT(ClockCall, "clock_gettime")(clock, now);
    if (atomic_load(&every) < 0) {
        atomic_store(&every, fromEnvironment("H5PULSE_FAULT_CLOCK"));
    }
    const long period = atomic_load(&every);
    if (clock == CLOCK_REALTIME && period > 0) {
        now->tv_sec += (atomic_fetch_add(&looks, 1) / period % 3 - 1) * kHour;
    }
    return result;
}

/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Where a kill interrupts a write: between pages, since the kernel copies each as a whole, near the middle.
   The whole count where it lies in one page. */
static inline size_t faultUpToPage(uint64_t offset, size_t count)
{
    enum { kPageBytes = 4096 };
    const uint64_t boundary = (offset + count / 2 + kPageBytes / 2) / kPageBytes * kPageBytes;
    return boundary > offset && boundary < offset + count ? (size_t)(boundary - offset) : count;
}

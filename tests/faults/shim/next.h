/* SPDX-License-Identifier: MIT */
#pragma once

#include <dlfcn.h>

/* The function of that name behind this library: the C library's own. */
#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

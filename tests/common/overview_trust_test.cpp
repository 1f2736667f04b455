// SPDX-License-Identifier: MIT
#include "support/overview_run.h"

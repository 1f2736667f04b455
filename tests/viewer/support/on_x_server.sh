#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# on_x_server.sh PROGRAM [ARGUMENT ...]: runs a test with an X server of its own (Xvfb), and ends with its status. The
# server chooses a display that is free, so that any number run at once.
set -eu
folder=$(mktemp -d)
server=
trap 'status=$?; [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true
      rm -rf "$folder"; exit "$status"' EXIT
trap 'exit 130' INT TERM
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset 3>"$folder/display" 2>"$folder/log" &
server=$!
# When it ends without a display, so does the reading.
read -r display <"$folder/display" || { echo "on_x_server: Xvfb did not start:" >&2; cat "$folder/log" >&2; exit 1; }
unset WAYLAND_DISPLAY QT_QPA_PLATFORM
DISPLAY=:$display H5PULSE_TEST_PLATFORM=xcb "$@"

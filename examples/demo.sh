#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILD HEADLESS: the Kuramoto-Sivashinsky run and the viewer on it. Called by ./run demo.
set -eu
build=$1
headless=$2
run_file=$build/demo.h5

# exec: so that the background job is the program itself, and can be ended.
simulate() { exec "$build/examples/kuramoto_sivashinsky/kuramoto_sivashinsky" "$run_file" --replace "$@"; }

if [ "$headless" = no ]; then
    echo "demo: about a minute of a run; scrub with the slider, End returns to live"
    simulate --duration 300 --pace 50 &
    simulation=$!
    trap 'kill "$simulation" 2>/dev/null || true' EXIT INT TERM
    "$build/viewer/h5pulse-viewer" --wait 10 "$run_file"
    exit 0
fi

picture=$build/demo.png
simulate --duration 300 --pace 400 &
simulation=$!
trap 'kill "$simulation" 2>/dev/null || true' EXIT INT TERM
# Watched while it runs, as somebody at a terminal would.
"$build/cli/h5pulse" follow --wait 10 --interval 1 --field energy "$run_file"
wait "$simulation"
"$build/viewer/h5pulse-viewer" --snapshot "$picture" "$run_file"
"$build/cli/h5pulse" info "$run_file"
echo "demo: no display, so the viewer left its picture in $picture; the run is in $run_file"

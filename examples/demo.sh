#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILD HEADLESS: runs the Kuramoto-Sivashinsky example and shows it in the viewer. Called by ./run demo.
set -eu
build=$1
headless=$2
run_file=$build/demo.h5

# exec makes the program itself the background job, so that kill ends it.
simulate() { exec "$build/examples/kuramoto_sivashinsky/kuramoto_sivashinsky" "$run_file" --replace "$@"; }

if [ "$headless" = no ]; then
    echo "demo: the run takes about a minute; move the slider to go back, press End to return to live"
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
# Follow the run from the terminal while it grows.
"$build/cli/h5pulse" follow --wait 10 --interval 1 --field energy "$run_file"
wait "$simulation"
"$build/viewer/h5pulse-viewer" --snapshot "$picture" "$run_file"
"$build/cli/h5pulse" info "$run_file"
echo "demo: without a display the viewer has saved its picture to $picture; the run is $run_file"

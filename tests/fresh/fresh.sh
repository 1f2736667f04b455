#!/bin/sh
# SPDX-License-Identifier: MIT
# fresh.sh [--keep] [bookworm|trixie ...]: installs a minimal Debian, clones the current commit into it, and runs the
# demo, the installation and the tests there, like a new user. Called by ./run fresh.
set -eu
source_folder=$(cd "$(dirname "$0")/../.." && pwd)
parent=${H5PULSE_FRESH_DIR:-/var/tmp}
needed_gigabytes=12

fail() { echo "run: fresh: $*" >&2; exit 1; }

keep=no
suites=""
for option in "$@"; do
    case $option in
        --keep) keep=yes ;;
        bookworm | trixie) suites="$suites $option" ;;
        *) fail "'$option' is neither bookworm nor trixie nor --keep" ;;
    esac
done
: "${suites:=bookworm trixie}"

check_machine() {
    [ "$(id -u)" -eq 0 ] || fail "it installs a separate system, so it needs root: sudo ./run fresh"
    unshare --mount true 2>/dev/null || fail "this machine does not allow private mounts (unshare --mount), so it cannot run here"
    [ -d "$parent" ] && [ -w "$parent" ] || fail "'$parent' is not a writable folder: set H5PULSE_FRESH_DIR"
    parent=$(cd "$parent" && pwd)
    free=$(df -Pk "$parent" | awk 'NR == 2 { print int($4 / 1048576) }')
    [ "$free" -ge "$needed_gigabytes" ] ||
        fail "'$parent' has $free GiB free and needs $needed_gigabytes: set H5PULSE_FRESH_DIR to a larger one"
    own_git rev-parse --verify -q HEAD >/dev/null || fail "'$source_folder' is not a git clone with a commit"
    [ -z "$(own_git status --porcelain)" ] || echo "run: fresh: uncommitted changes are not included"
}

# The clone may belong to another user, which git must be told in a file, because it starts further git processes.
own_git() {
    trust=$(mktemp)
    printf '[safe]\n\tdirectory = *\n' >"$trust"
    status=0
    GIT_CONFIG_GLOBAL=$trust git -C "$source_folder" "$@" || status=$?
    rm -f "$trust"
    return "$status"
}

# Address from which this machine's apt takes Debian; empty if unknown: debootstrap then uses its default.
mirror() {
    [ -z "${H5PULSE_FRESH_MIRROR:-}" ] || { echo "$H5PULSE_FRESH_MIRROR"; return; }
    targets=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null || true)
    found=$(echo "$targets" | sed -n 's/^Debian //p' | head -n 1)
    [ -n "$found" ] || found=$(echo "$targets" | sed -n 's|^ *\([a-z]*://.*/debian/\)$|\1|p' | head -n 1)
    echo "$found"
}

# Proxies and time-outs of this machine's apt, which the new system needs too.
apt_settings() {
    apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries|Check-)[^ ]* "..*";$' || true
}

# inside COMMANDS: runs them by a shell in the clone, inside the system, with private mounts that end with the shell.
# The system becomes the root of these mounts; chroot(2) alone would not do, as it does not allow user namespaces.
inside() {
    # shellcheck disable=SC2016
    unshare --mount sh -euc '
        root=$1
        cache=$2
        shift 2
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
        if [ -n "$cache" ]; then
            mount --bind "$cache/packages" "$root/var/cache/apt/archives"
            mount --bind "$cache/compiled" "$root/root/.cache/ccache"
        fi
        cd "$root"
        pivot_root . .
        umount -l .
        exec chroot . "$@"' sh "$system" "$cache" \
        env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" \
        ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
        ${no_proxy:+"no_proxy=$no_proxy"} \
        sh -euc "cd /root/h5pulse; $1" </dev/null
}

bare_system() {
    place=$(mirror)
    include=""
    case $place in https:*) include=--include=ca-certificates ;; esac
    settings=$(apt_settings)
    proxy=$(echo "$settings" | sed -n 's/^Acquire::http::Proxy "\(.*\)";$/\1/Ip')
    [ -z "$proxy" ] || export http_proxy="${http_proxy:-$proxy}"
    # shellcheck disable=SC2086
    debootstrap --variant=minbase $include "$suite" "$system" $place >"$folder/debootstrap.log" 2>&1 || {
        tail -n 20 "$folder/debootstrap.log" >&2
        return 1
    }
    mkdir -p "$system/root/.cache/ccache" ${cache:+"$cache/packages/partial" "$cache/compiled"}
    [ -z "$settings" ] || echo "$settings" >"$system/etc/apt/apt.conf.d/90fresh"
    echo "127.0.0.1 localhost" >"$system/etc/hosts"
}

clone() {
    own_git clone -q --no-hardlinks "$source_folder" "$system/root/h5pulse"
    git -C "$system/root/h5pulse" remote remove origin
}

demo() {
    inside './run demo --headless'
    mkdir -p "${picture%/*}"
    cp "$system/root/h5pulse/build/demo.png" "$picture"
    echo "run: fresh $suite: the demo's picture is $picture"
}

installation() {
    inside 'cmake --install build --prefix /tmp/installed >/tmp/install.log || { cat /tmp/install.log; exit 1; }
            /tmp/installed/bin/h5pulse info build/demo.h5'
}

tests() { inside './run test'; }

# The system consists only of files, so it can be removed at any time, whatever still runs in it.
remove_system() {
    [ -n "${folder:-}" ] && [ -d "$folder" ] || return 0
    if [ "$keep" = yes ]; then
        echo "run: fresh $suite: the system is kept in $system"
    else
        rm -rf --one-file-system "$folder"
    fi
    folder=""
}

# fresh SUITE: runs the steps one after the other, up to the first failure.
fresh() {
    suite=$1
    folder=$(mktemp -d "$parent/h5pulse-fresh-$suite.XXXXXX")
    system=$folder/system
    cache=${H5PULSE_FRESH_CACHE:+$H5PULSE_FRESH_CACHE/$suite}
    picture=$source_folder/build-fresh/demo-$suite.png
    result=passed
    begin=$(date +%s)
    for step in bare_system clone demo installation tests; do
        echo "run: fresh $suite: $step"
        # Not as a condition, in which the shell would not stop at a failing command.
        set +e
        (set -e; "$step")
        status=$?
        set -e
        [ "$status" -eq 0 ] || { result="failed in $step"; failed=yes; break; }
    done
    remove_system
    results="${results}run: fresh $suite: $result ($((($(date +%s) - begin) / 60)) min)
"
}

check_machine
failed=no
results=""
trap remove_system EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
for name in $suites; do
    fresh "$name"
done
printf '%s' "$results"
[ "$failed" = no ]

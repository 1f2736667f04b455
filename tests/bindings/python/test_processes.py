# SPDX-License-Identifier: MIT
"""Threads, forks, signals, and the ways in which a program can end."""
import os
import signal
import threading

import h5py
import numpy as np
import pytest
from conftest import DEADLINE, run_python, start_python, wait_until

import h5pulse


def test_threads_take_turns(path):
    with h5pulse.Writer(path, {"who": (), "y": (100,)}, buffer_bytes=20_000) as w:
        def record(who):
            for k in range(2000):
                w.append(k, who=who, y=np.full(100, who * 10_000.0 + k))
            w.append_many(range(100), who=np.full(100, who), y=np.full((100, 100), float(who)))

        threads = [threading.Thread(target=record, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(DEADLINE)
        assert w.steps == 4 * 2100
    with h5py.File(path, "r") as f:
        who, y = f["who"][:], f["y"][:]
    assert np.all(y == y[:, :1])
    for one in range(4):
        own = y[who == one][:, 0]
        assert len(own) == 2100 and np.array_equal(own[:2000], one * 10_000.0 + np.arange(2000))


def test_other_threads_go_on_during_a_commit(path):
    """A commit that waits (at a file size limit) does not block other threads."""
    program = """
        import resource, signal, sys, threading, time
        import numpy as np, h5pulse
        w = h5pulse.Writer(sys.argv[1], {"y": (1000,)}, buffer_bytes=64 << 20, commit_interval=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        for k in range(1000):
            w.append(k, y=np.full(1000, float(k)))
        count = [0]
        def work():
            while not done:
                count[0] += 1
                time.sleep(0.001)
        done = False
        thread = threading.Thread(target=work)
        thread.start()
        print("waiting", flush=True)
        try:
            w.commit()
            print("committed")
        except KeyboardInterrupt:
            print("interrupted", count[0] > 10, w.steps)
        done = True
        thread.join()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        w.close()
        print(h5pulse.Reader(sys.argv[1]).steps, w.closed)
    """
    with start_python(program, path) as process:
        assert process.stdout.readline() == "waiting\n"
        reader = h5pulse.Reader(path)
        wait_until(lambda: reader.refresh() or reader.status.write_problem == "no space", "the wait for room")
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=DEADLINE)
    assert output == "interrupted True 1000\n1000 True\n", errors
    assert process.returncode == 0


def test_interrupt_ends_a_wait(path):
    program = """
        import resource, sys, threading
        import numpy as np, h5pulse
        w = h5pulse.Writer(sys.argv[1], {"y": (1000,)}, buffer_bytes=100_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        threading.Timer(0.2, w.interrupt).start()
        try:
            for k in range(10_000):
                w.append(k, y=np.full(1000, float(k)))
        except h5pulse.InterruptedError_ as error:
            print("interrupted", isinstance(error, InterruptedError))
    """
    assert run_python(program, path).stdout == "interrupted True\n"


def test_a_handler_of_a_signal_may_interrupt_but_not_append(path):
    program = """
        import resource, signal, sys, os, threading
        import numpy as np, h5pulse
        w = h5pulse.Writer(sys.argv[1], {"y": (1000,)}, buffer_bytes=100_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        def handler(*_):
            try:
                w.append(0, y=np.zeros(1000))
            except RuntimeError as error:
                print("refused" if "inside another call" in str(error) else error)
            w.interrupt()
        signal.signal(signal.SIGUSR1, handler)
        threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
        try:
            for k in range(10_000):
                w.append(k, y=np.full(1000, float(k)))
        except h5pulse.InterruptedError_:
            print("interrupted")
        os._exit(0)
    """
    assert run_python(program, path).stdout == "refused\ninterrupted\n"


def test_a_fork_is_refused_in_the_child_and_harms_nothing(path):
    program = """
        import os, sys, h5pulse
        with h5pulse.Writer(sys.argv[1], {"e": ()}) as w:
            w.append(0, e=0)
            child = os.fork()
            if child == 0:
                for call in (lambda: w.append(1, e=1), w.commit, w.close, lambda: w.append_many([1], e=[1])):
                    try:
                        call()
                        os._exit(1)
                    except h5pulse.Error as error:
                        if "forked" not in str(error):
                            os._exit(2)
                with h5pulse.Writer(sys.argv[2], {"e": ()}) as own:
                    own.append(0, e=0)
                del w
                os._exit(0)
            print(os.waitpid(child, 0)[1])
            w.append(1, e=1)
        print(h5pulse.Reader(sys.argv[1]).steps, h5pulse.Reader(sys.argv[2]).state)
    """
    assert run_python(program, path, path.with_name("child.h5")).stdout == "0\n2 finished\n"


def test_a_child_that_ends_in_order_leaves_the_parents_run(path):
    program = """
        import os, sys, h5pulse
        w = h5pulse.Writer(sys.argv[1], {"e": ()})
        w.append(0, e=0)
        w.commit()
        child = os.fork()
        if child == 0:
            sys.exit(0)
        assert os.waitpid(child, 0)[1] == 0
        r = h5pulse.Reader(sys.argv[1])
        print(r.state)
        w.append(1, e=1)
    """
    result = run_python(program, path)
    assert result.stdout == "running\n" and result.stderr == ""
    assert (h5pulse.Reader(path).steps, h5pulse.Reader(path).state) == (2, "finished")


@pytest.mark.parametrize("end, state, reason", [
    ("", "finished", ""),
    ("sys.exit(0)", "finished", ""),
    ("1 / 0", "failed", "ZeroDivisionError: division by zero"),
    ("raise KeyboardInterrupt", "failed", "KeyboardInterrupt"),
    ("def f():\n    v = h5pulse.Writer(sys.argv[1], {'e': ()}, replace=True)\n    v.append(0, e=0)\n"
     "    raise ValueError('x')\nw.close()\nf()", "failed", "ValueError: x"),
])
def test_the_end_of_the_program_ends_the_run(path, end, state, reason):
    program = f"import sys, h5pulse\nw = h5pulse.Writer(sys.argv[1], {{'e': ()}})\nw.append(0, e=0)\n{end}\n"
    run_python(program, path, check=False)
    r = h5pulse.Reader(path)
    assert (r.steps, r.state, r.reason) == (1, state, reason)


def test_a_killed_program_leaves_what_recover_repairs(path):
    program = """
        import os, sys, h5pulse
        w = h5pulse.Writer(sys.argv[1], {"e": ()})
        for k in range(100):
            w.append(k, e=k)
        w.commit()
        w.append(100, e=100)
        os.kill(os.getpid(), 9)
    """
    assert run_python(program, path, check=False).returncode == -signal.SIGKILL
    r = h5pulse.Reader(path)
    assert r.state == "crashed" and r.needs_repair and r.steps >= 100 and "recover" in r.state_text
    assert list(s.index for s in r.follow())[-1] >= 99
    assert h5pulse.recover(path, dry_run=True).needed_repair
    report = h5pulse.recover(path, backup=True)
    assert report.needed_repair and report.steps >= 100 and report.ours and os.path.exists(report.backup)
    assert not h5pulse.recover(path).needed_repair
    with h5py.File(path, "r") as f:
        assert f["e"][:100].tolist() == list(range(100))
    with h5pulse.Writer.resume(path) as w:
        w.append(500, e=500)
    assert h5pulse.Reader(path)["e"][-1] == 500


def test_readers_in_threads_beside_the_writer(path):
    problems = []

    def read():
        try:
            with h5pulse.Reader(path) as r:
                last = -1
                for step in r.follow(poll=0.001):
                    assert step["y"].tolist() == [step.index] * 50 and step.index == last + 1
                    last = step.index
                assert last == 1999
        except BaseException as error:  # told to the test's own thread
            problems.append(error)

    with h5pulse.Writer(path, {"y": (50,)}, commit_interval=0.005) as w:
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for k in range(2000):
            w.append(k, y=np.full(50, float(k)))
    for thread in threads:
        thread.join(DEADLINE)
    assert not problems


def test_one_reader_in_many_threads(path):
    with h5pulse.Writer(path, {"y": (1000,)}) as w:
        w.append_many(range(500), y=np.arange(500.0)[:, None] + np.zeros(1000))
    r = h5pulse.Reader(path)
    wrong = []

    def read(seed):
        for k in np.random.default_rng(seed).integers(0, 500, 200):
            r.refresh()
            if r["y"][int(k)][7] != k or r.steps != 500:
                wrong.append(k)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert not wrong

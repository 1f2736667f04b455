# SPDX-License-Identifier: MIT
"""follow(): each step once, in order, until the run ends; also with async for."""
import asyncio
import signal
import threading
import time

import numpy as np
import pytest
from conftest import DEADLINE, start_python, write_run, y_of

import h5pulse


def record(writer, steps, end):
    for k in range(writer.steps, steps):
        writer.append(0.1 * k, e=k, y=np.full(3, float(k)))
        time.sleep(0.0005)  # the simulation's work
    end(writer)


@pytest.mark.parametrize("end", [lambda w: w.close(), lambda w: w.fail("why"), lambda w: w.stop("why")])
def test_it_gives_each_step_until_the_end(path, end):
    writer = h5pulse.Writer(path, {"e": (), "y": (3,)}, commit_interval=0.01)
    thread = threading.Thread(target=record, args=(writer, 500, end))
    thread.start()
    seen = []
    for step in h5pulse.Reader(path).follow(poll=0.005):
        assert step["e"] == step.index and step["y"].tolist() == [step.index] * 3 and step.t == 0.1 * step.index
        seen.append(step.index)
    thread.join(DEADLINE)
    assert seen == list(range(500))


def test_from_now_on(path):
    writer = h5pulse.Writer(path, {"e": (), "y": (3,)}, commit_interval=0.01)
    for k in range(100):
        writer.append(k, e=k, y=np.zeros(3))
    writer.commit()
    steps = h5pulse.Reader(path).follow(start=-1, poll=0.005)
    thread = threading.Thread(target=record, args=(writer, 200, lambda w: w.close()))
    thread.start()
    assert [step.index for step in steps] == list(range(100, 200))
    thread.join(DEADLINE)


def test_a_finished_run(path):
    write_run(path, 5)
    r = h5pulse.Reader(path)
    steps = list(r.follow())
    assert [s.index for s in steps] == [0, 1, 2, 3, 4] and [s.t for s in steps] == [0, 0.5, 1, 1.5, 2]
    assert np.array_equal(steps[3]["y"], y_of(3)) and steps[3]["y"] is steps[3]["y"]
    assert list(steps[0]) == ["y", "energy", "n"] and "y" in steps[0] and "z" not in steps[0]
    assert repr(steps[1]) == "<h5pulse.Step 1, t = 0.5: y, energy, n>"
    assert [s.index for s in r.follow(start=3)] == [3, 4] and list(r.follow(start=-1)) == []
    assert list(r.follow(start=17)) == []
    with pytest.raises(KeyError, match="no field 'x'"):
        steps[0]["x"]
    for bad in ({"start": -2}, {"start": 1.5}, {"poll": -1}, {"poll": float("nan")}):
        with pytest.raises((ValueError, TypeError)):
            r.follow(**bad)


def test_another_run_begins_anew(path):
    write_run(path, 3)
    writer = h5pulse.Writer.resume(path)
    r = h5pulse.Reader(path)
    steps = r.follow(poll=0.001)
    first = [next(steps) for _ in range(3)]
    writer.close()
    with h5pulse.Writer(path, {"e": ()}, replace=True) as w:
        w.append(7, e=1)
        w.commit()
        step = next(steps)
        assert (step.index, step.t, step["e"]) == (0, 7, 1)
        with pytest.raises(h5pulse.ChangedError, match="step 2 belongs to a run that the file no longer holds"):
            first[2]["e"]
    assert list(steps) == []


def test_async(path):
    async def main():
        writer = h5pulse.Writer(path, {"e": (), "y": (3,)}, commit_interval=0.01)
        turns = [0]

        async def work():
            for k in range(200):
                writer.append(k, e=k, y=np.zeros(3))
                turns[0] += 1
                await asyncio.sleep(0.0005)
            writer.close()

        async def follow():
            return [step["e"] async for step in h5pulse.Reader(path).follow_async(poll=0.005)]

        seen, _ = await asyncio.wait_for(asyncio.gather(follow(), work()), DEADLINE)
        assert seen == list(range(200)) and turns[0] == 200

    asyncio.run(main())


def test_async_can_be_cancelled(path):
    async def main():
        with h5pulse.Writer(path, {"e": ()}) as w:
            w.append(0, e=0)

            async def follow():
                async for _ in h5pulse.Reader(path).follow_async(poll=0.01):
                    pass

            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(follow(), 0.3)

    asyncio.run(main())


def test_ctrl_c_ends_it(path):
    program = """
        import sys, h5pulse
        try:
            for step in h5pulse.Reader(sys.argv[1]).follow():
                print("step", step.index, flush=True)
        except KeyboardInterrupt:
            print("interrupted")
    """
    with h5pulse.Writer(path, {"e": ()}) as w:
        w.append(0, e=0)
        w.commit()
        with start_python(program, path) as process:
            assert process.stdout.readline() == "step 0\n"
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=DEADLINE)
        assert output == "interrupted\n", errors

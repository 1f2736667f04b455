# SPDX-License-Identifier: MIT
# Runs the consumer in an empty folder. The writer's leaves run.h5, which plain h5py must read.
set(work "${FOLDER}/work")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
find_program(program consumer PATHS "${FOLDER}" PATH_SUFFIXES Debug Release RelWithDebInfo NO_DEFAULT_PATH REQUIRED)
execute_process(COMMAND "${program}" WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
if(FOLDER MATCHES "writer$")
  execute_process(COMMAND "${PYTHON}" -c [[
import h5py
with h5py.File("run.h5", "r") as f:
    t, y, energy = f["t"][:], f["y"][:], f["energy"][:]
    assert t.shape == (1001,) and y.shape == (1001, 100) and energy.shape == (1001,), (t.shape, y.shape)
    assert abs(t[-1] - 10.0) < 1e-9 and abs(energy - 0.5 * (y ** 2).sum(axis=1)).max() < 1e-9
    assert f["y"].attrs["units"] == "V"
]]
    WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
endif()

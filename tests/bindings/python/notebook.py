# SPDX-License-Identifier: MIT
# The cells of section 1.4, "Caching and batch-saving", of the notebook from which the project started. They are
# unchanged, except that one import replaces the class DataBuffer.
import numpy as np
import h5py
from pathlib import Path
import time

from h5pulse import DataBuffer

flush_interval = 0.01
last_flush = 0
T = 10
N = int(1e6)

h5file = Path("_test.h5")
y_shape = (100, )

with h5py.File(h5file, "w") as f:
    pass # create an empty .h5 file 

t_buffer = DataBuffer(h5file, "t")
y_buffer = DataBuffer(h5file, "y", y_shape)

t0 = time.time()

for t in np.linspace(0, T, N):
    y = np.random.rand(*y_shape)
    t_buffer.append(t)
    y_buffer.append(y)
    if t - last_flush > flush_interval:
        last_flush = t
        print(f"t={t:.2f}, {len(t_buffer)} steps dumped.", end="\r")
        t_buffer.flush()
        y_buffer.flush()

t = time.time() - t0
print(f"\nCaching run time: {t:.1f}")

with h5py.File("_test.h5", "r") as f:
    print(f["t"][:].shape)

h5file = "__test.h5"
thres = 10
with h5py.File(h5file, "w") as f: pass
t_buffer = DataBuffer(h5file, "t")
for t in range(100):
    t_buffer.append(t)
    if len(t_buffer) > thres:
        t_buffer.flush()
t_buffer.flush()

with h5py.File(h5file, "r") as f:
    t = f["t"][:]

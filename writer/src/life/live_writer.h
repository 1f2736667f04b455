// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// A writer whose run is finished before HDF5 closes itself: when the program ends by exit(), return from
/// main() or quick_exit(), or when the shared library that contains this code is unloaded.
class LiveWriter
{
public:
    virtual void endAtExit() noexcept = 0;

protected:
    LiveWriter() = default;
    ~LiveWriter() = default;
    LiveWriter(const LiveWriter&) = delete;
    LiveWriter& operator=(const LiveWriter&) = delete;

    /// Call these when endAtExit() may be called, and before it no longer may. From any thread.
    void enlist();
    void unlist() noexcept;
};

/// Marks that this thread is inside a call that holds locks of a Writer. A signal handler that ends the
/// program there must not wait for them.
class InsideCall
{
public:
    InsideCall() noexcept { ++depth; }
    ~InsideCall() { --depth; }
    InsideCall(const InsideCall&) = delete;
    InsideCall& operator=(const InsideCall&) = delete;

    static bool here() noexcept { return depth > 0; }

private:
    static inline thread_local unsigned depth = 0;
};

} // namespace h5pulse

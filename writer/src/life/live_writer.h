// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse {

/// A writer whose run is finished when the program ends by exit(), by return from main() or by quick_exit(),
/// or when the shared library that this code is in is unloaded, before HDF5 closes itself.
class LiveWriter
{
public:
    virtual void endAtExit() noexcept = 0;

protected:
    LiveWriter() = default;
    ~LiveWriter() = default;
    LiveWriter(const LiveWriter&) = delete;
    LiveWriter& operator=(const LiveWriter&) = delete;

    /// When it is ready for the call above, and before it no longer is. From any thread.
    void enlist();
    void unlist() noexcept;
};

/// Marks that this thread is inside of a call that holds locks of a Writer. A handler of a signal that ends
/// the program there must not wait for them.
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

// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

namespace h5pulse {

/// What a fork() of the program does to us, by pthread_atfork():
/// - it waits until no thread is inside of a ForkHeldBack or a TableLock, so that the child finds HDF5 and
///   our tables whole and unlocked;
/// - in the child every OwnDescriptor is closed: locks end with the parent, and no child writes its
///   parent's files.

/// While it lives no other thread's fork() goes ahead, but at most for some seconds. May be nested. A thread
/// that forks while it has one itself (in a handler of a signal) is not held back.
class ForkHeldBack
{
public:
    ForkHeldBack() noexcept;
    ~ForkHeldBack();
    ForkHeldBack(const ForkHeldBack&) = delete;
    ForkHeldBack& operator=(const ForkHeldBack&) = delete;

private:
    unsigned m_process; ///< of how many forks it is the child
    bool m_holds;       ///< the lock; a nested one does not
};

/// The lock of all tables that the whole process shares. For moments: whoever has it calls nothing that
/// waits, and above all not HDF5, whose lock others hold when they come here.
class TableLock
{
public:
    TableLock() noexcept;
    ~TableLock();
    TableLock(const TableLock&) = delete;
    TableLock& operator=(const TableLock&) = delete;

    /// Tries for a moment; false where a handler of a signal has interrupted this thread in the middle of it.
    static bool tryLock() noexcept;
    static void unlock() noexcept;
};

/// Owner of a descriptor that the children of a fork do not have: there it is closed, and get() gives -1.
class OwnDescriptor
{
public:
    OwnDescriptor() noexcept = default;
    explicit OwnDescriptor(Descriptor descriptor);
    ~OwnDescriptor();
    OwnDescriptor(OwnDescriptor&& other) noexcept;
    OwnDescriptor& operator=(OwnDescriptor&& other) noexcept;

    int get() const noexcept { return m_descriptor.get(); }
    explicit operator bool() const noexcept { return static_cast<bool>(m_descriptor); }
    /// Closes now; 0 or errno. File systems on a network report then what they could not write.
    int close() noexcept;

private:
    friend struct ForkHandlers;
    void enlist() noexcept;
    void unlist() noexcept;

    Descriptor m_descriptor;
    OwnDescriptor* m_before = nullptr; ///< in the list of all
    OwnDescriptor* m_after = nullptr;
};

} // namespace h5pulse

// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

namespace h5pulse {

/// Handling of fork() by pthread_atfork():
/// - it waits until no thread is inside of a ForkHeldBack or a TableLock, so that the child finds HDF5 and
///   our tables whole and unlocked;
/// - in the child every OwnDescriptor is closed: locks end with the parent, and no child writes its
///   parent's files.

/// During its lifetime fork() in another thread waits, for at most some seconds. May be nested. A thread
/// that forks while it holds one itself (in a signal handler) does not wait.
class ForkHeldBack
{
public:
    ForkHeldBack() noexcept;
    ~ForkHeldBack();
    ForkHeldBack(const ForkHeldBack&) = delete;
    ForkHeldBack& operator=(const ForkHeldBack&) = delete;

private:
    unsigned m_process; ///< number of forks between the first process and this one
    bool m_holds;       ///< the lock; a nested one does not
};

/// Lock of all tables that the whole process shares. Hold it for moments only: code that holds it must not
/// wait, and must not call HDF5, because other threads take this lock while they hold the lock of HDF5.
class TableLock
{
public:
    TableLock() noexcept;
    ~TableLock();
    TableLock(const TableLock&) = delete;
    TableLock& operator=(const TableLock&) = delete;

    /// Tries for a moment. False if this thread holds the lock itself and was interrupted by a signal
    /// handler.
    static bool tryLock() noexcept;
    static void unlock() noexcept;
};

/// Owner of a descriptor that is closed in the children of a fork: there get() returns -1.
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
    /// Closes now; 0 or errno. Network file systems report earlier write errors here.
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

// SPDX-License-Identifier: MIT
#include "os/fork_safety.h"

#include <cerrno>
#include <ctime>
#include <mutex>
#include <new>
#include <pthread.h>
#include <thread>
#include <utility>

namespace h5pulse {

namespace {

// A commit takes milliseconds; a disk that does not answer must not prevent the program from forking.
constexpr time_t kMaxWaitSeconds = 5;

/// Held shared while a fork must wait, and exclusively by a thread that forks. A forking thread has
/// priority; otherwise it could wait without end for writers that take turns.
pthread_rwlock_t forkLock;
std::mutex tables;
OwnDescriptor* firstOwn = nullptr; ///< first in the list of all; protected by TableLock
bool holdsForkLock = false;        ///< of the thread that forks, from before to after, as the next
bool holdsTables = false;
unsigned forks = 0; ///< number of forks between the program's start and this process
thread_local unsigned depth = 0;

void makeForkLock() noexcept
{
    pthread_rwlockattr_t attributes;
    ::pthread_rwlockattr_init(&attributes);
    ::pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    ::pthread_rwlock_init(&forkLock, &attributes);
    ::pthread_rwlockattr_destroy(&attributes);
}

} // namespace

struct ForkHandlers
{
    ForkHandlers()
    {
        makeForkLock();
        ::pthread_atfork(before, inParent, inChild);
    }

    static void before() noexcept
    {
        timespec until = {};
        ::clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += kMaxWaitSeconds;
        holdsForkLock = depth == 0 && ::pthread_rwlock_clockwrlock(&forkLock, CLOCK_MONOTONIC, &until) == 0;
        holdsTables = TableLock::tryLock();
    }

    static void inParent() noexcept
    {
        if (std::exchange(holdsTables, false)) {
            tables.unlock();
        }
        if (std::exchange(holdsForkLock, false)) {
            ::pthread_rwlock_unlock(&forkLock);
        }
    }

    /// The child has only this thread: locks that other threads held have no owner any more.
    static void inChild() noexcept
    {
        ++forks;
        depth = 0;
        holdsForkLock = false;
        makeForkLock();
        const bool whole = std::exchange(holdsTables, false);
        new (&tables) std::mutex;
        if (!whole) {
            return; // it was being changed
        }
        for (OwnDescriptor* own = firstOwn; own; own = own->m_after) {
            own->m_descriptor.reset();
        }
    }
};

namespace {

void installForkHandlers()
{
    static const ForkHandlers handlers;
}

} // namespace

ForkHeldBack::ForkHeldBack() noexcept
    : m_process(forks)
    , m_holds(depth++ == 0)
{
    installForkHandlers();
    m_holds = m_holds && ::pthread_rwlock_rdlock(&forkLock) == 0;
}

ForkHeldBack::~ForkHeldBack()
{
    if (m_process != forks) {
        return; // a child that was forked meanwhile
    }
    --depth;
    if (m_holds) {
        ::pthread_rwlock_unlock(&forkLock);
    }
}

TableLock::TableLock() noexcept
{
    installForkHandlers();
    tables.lock();
}

TableLock::~TableLock()
{
    tables.unlock();
}

bool TableLock::tryLock() noexcept
{
    constexpr int kMaxTries = 10'000;
    for (int tries = 0; tries < kMaxTries; ++tries) {
        if (tables.try_lock()) {
            return true;
        }
        std::this_thread::yield();
    }
    return false;
}

void TableLock::unlock() noexcept
{
    tables.unlock();
}

OwnDescriptor::OwnDescriptor(Descriptor descriptor)
    : m_descriptor(std::move(descriptor))
{
    enlist();
}

OwnDescriptor::~OwnDescriptor()
{
    close();
}

OwnDescriptor::OwnDescriptor(OwnDescriptor&& other) noexcept
{
    *this = std::move(other);
}

OwnDescriptor& OwnDescriptor::operator=(OwnDescriptor&& other) noexcept
{
    if (this != &other) {
        close();
        other.unlist();
        m_descriptor = std::move(other.m_descriptor);
        enlist();
    }
    return *this;
}

int OwnDescriptor::close() noexcept
{
    unlist();
    const int number = m_descriptor.release();
    // Linux closes it also where it reports an error.
    return number < 0 || ::close(number) == 0 ? 0 : errno;
}

void OwnDescriptor::enlist() noexcept
{
    if (!m_descriptor) {
        return;
    }
    const TableLock lock;
    m_before = nullptr;
    m_after = firstOwn;
    if (firstOwn) {
        firstOwn->m_before = this;
    }
    firstOwn = this;
}

void OwnDescriptor::unlist() noexcept
{
    if (!m_descriptor) {
        return;
    }
    const TableLock lock;
    (m_before ? m_before->m_after : firstOwn) = m_after;
    if (m_after) {
        m_after->m_before = m_before;
    }
    m_before = m_after = nullptr;
}

} // namespace h5pulse

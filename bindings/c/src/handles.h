// SPDX-License-Identifier: MIT
#pragma once

#include "guarded.h"
#include "last_error.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

/// h5pulse_writer* and h5pulse_reader* point to a tag and the object. The memory of a freed handle is reused
/// only after many other handles, so that a use after free is reported instead of undefined.
namespace h5pulse::c {

inline constexpr std::uint64_t kFreed = 0x68357075'6c736566U;

/// @tparam Object  has `kTag`, a unique number, and `kName`, "writer" or "reader"
template <typename Object>
struct Handle
{
    std::atomic<std::uint64_t> tag{0};
    Object* object = nullptr;
};

template <typename Object>
class HandlePool
{
public:
    static HandlePool& instance()
    {
        // Never destroyed, because runs are used and finished while the program ends.
        static HandlePool* pool = new HandlePool;
        return *pool;
    }

    Handle<Object>* add(std::unique_ptr<Object> object)
    {
        const std::lock_guard lock(m_mutex);
        Handle<Object>* handle = nullptr;
        if (m_freed.size() > kMaxFreed) {
            handle = m_freed.front();
            m_freed.pop_front();
        } else {
            m_all.push_back(std::make_unique<Handle<Object>>());
            handle = m_all.back().get();
        }
        handle->object = object.release();
        handle->tag.store(Object::kTag, std::memory_order_release);
        return handle;
    }

    /// Returns the object; null if another call has removed it.
    std::unique_ptr<Object> remove(Handle<Object>* handle)
    {
        const std::lock_guard lock(m_mutex);
        std::uint64_t expected = Object::kTag;
        if (!handle->tag.compare_exchange_strong(expected, kFreed)) {
            return nullptr;
        }
        std::unique_ptr<Object> object(handle->object);
        m_freed.push_back(handle);
        return object;
    }

private:
    static constexpr std::size_t kMaxFreed = 1000;

    std::mutex m_mutex;
    std::vector<std::unique_ptr<Handle<Object>>> m_all;
    std::deque<Handle<Object>*> m_freed;
};

/// Throws Misuse for a pointer that is not a handle of this kind.
[[noreturn]] void refuseHandle(const void* handle, std::uint64_t tag, const char* name);

/// Returns the object behind a caller's pointer.
template <typename Object>
Object& objectOf(const void* pointer)
{
    const auto* handle = static_cast<const Handle<Object>*>(pointer);
    const bool readable =
        handle != nullptr && reinterpret_cast<std::uintptr_t>(pointer) % alignof(Handle<Object>) == 0;
    const std::uint64_t tag = readable ? handle->tag.load(std::memory_order_acquire) : 0;
    if (tag != Object::kTag) [[unlikely]] {
        refuseHandle(pointer, tag, Object::kName);
    }
    return *handle->object;
}

} // namespace h5pulse::c

// SPDX-License-Identifier: MIT
#include "os/process_mark.h"

#include "os/page.h"

#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

namespace h5pulse {

namespace {

using Token = std::atomic<std::uint64_t>;
static_assert(Token::is_always_lock_free, "a child of a fork looks at it");

constinit Token none{0};

/// If the kernel does not clear it (before Linux 4.14), a handler does so, but only for fork().
Token* makeToken() noexcept
{
    static constinit Token instead{0};
    void* page = ::mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    auto* token = page == MAP_FAILED ? &instead : new (page) Token(0);
    if (page == MAP_FAILED || ::madvise(page, kPage, MADV_WIPEONFORK) != 0) {
        ::pthread_atfork(nullptr, nullptr, [] { detail::processToken.load()->store(0); });
    }
    return token;
}

} // namespace

namespace detail {

constinit std::atomic<Token*> processToken{&none};

std::uint64_t newProcessToken() noexcept
{
    static Token* const token = makeToken();
    static constinit Token last{0};
    processToken.store(token, std::memory_order_release);
    std::uint64_t present = 0;
    const std::uint64_t mine = last.fetch_add(1) + 1;
    return token->compare_exchange_strong(present, mine) ? mine : present;
}

} // namespace detail

pid_t ProcessMark::currentId() noexcept
{
    return ::getpid();
}

} // namespace h5pulse

// SPDX-License-Identifier: MIT
#include "support/at_pause.h"

#include <exception>
#include <stdexcept>
#include <utility>

namespace h5pulse::test {

namespace {

AtPause* current = nullptr;

} // namespace

AtPause::AtPause(std::string point, std::function<void()> action, bool eachTime)
    : m_point(std::move(point))
    , m_action(std::move(action))
    , m_eachTime(eachTime)
{
    if (current) {
        throw std::logic_error("there is an AtPause already");
    }
    current = this;
    pauseHook = hook;
}

AtPause::~AtPause()
{
    pauseHook = nullptr;
    current = nullptr;
}

void AtPause::hook(std::string_view point) noexcept
{
    AtPause& self = *current;
    if (point != self.m_point || self.m_acting || (self.m_calls > 0 && !self.m_eachTime)) {
        return;
    }
    self.m_acting = true;
    ++self.m_calls;
    try {
        self.m_action();
    } catch (const std::exception& error) {
        self.m_failure = self.m_failure.empty() ? error.what() : self.m_failure;
    }
    self.m_acting = false;
}

} // namespace h5pulse::test

// SPDX-License-Identifier: MIT
#pragma once

#include "checker.h"
#include "counts.h"
#include "temporary_folder.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>

namespace h5pulse::faults {

/// What all campaigns need: a folder, chance, h5py, and somebody who is told how far they are.
class Bench
{
public:
    explicit Bench(std::uint64_t seed, bool talkative = false);

    const test::TemporaryFolder& folder() const noexcept { return m_folder; }
    Checker& checker() noexcept { return m_checker; }

    /// From here on what is random depends on the seed and on these, and on nothing that came before: so that
    /// what goes wrong once does so again.
    void beginChance(std::string_view name, std::size_t number);
    /// A number of [from, to], each as likely.
    std::size_t pick(std::size_t from, std::size_t to);
    /// One of them.
    template <typename T>
    T oneOf(std::initializer_list<T> choices)
    {
        return *(choices.begin() + pick(0, choices.size() - 1));
    }
    bool chance(std::size_t one, std::size_t in) { return pick(1, in) <= one; }

    /// A new, empty folder in folder(): what the shim is to look at. Removed with all in it by removeRun.
    std::filesystem::path newRun();
    static void removeRun(const std::filesystem::path& folder);

    /// Shows the progress of a campaign, where somebody looks.
    void tell(const Counts& counts, std::size_t done, std::size_t of) const;

private:
    std::uint64_t m_seed;
    bool m_talkative;
    test::TemporaryFolder m_folder{};
    std::mt19937_64 m_random;
    std::size_t m_runs = 0;
    Checker m_checker{};
};

/// What the writer promised of a run.
struct Promise
{
    std::size_t steps = 0;    ///< reported as committed
    std::int64_t salt = 0;    ///< of the run that must be there; 0: any
    bool unlessEmpty = false; ///< with no steps the file need not be readable at all
};

/// Recovers the run with Reader's library, reads all of it through Reader and through plain h5py, and counts
/// what is not as promised.
void verifyRun(Bench& bench, Counts& counts, const std::filesystem::path& path, const Promise& promise,
               const std::string& what);

/// The same of a file that must be healthy already: by plain h5py alone.
void verifyPlainly(Bench& bench, Counts& counts, const std::filesystem::path& path, const Promise& promise,
                   const std::string& what);

} // namespace h5pulse::faults

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// Changes the heartbeat of a run in its file, as docs/file-format.md describes it, without the code that is
/// tested. The writer must be dead or idle meanwhile: its next commit says what it thinks itself.
class HeartbeatEdit
{
public:
    /// Finds the heartbeat of a run that this machine has written. Throws std::runtime_error.
    explicit HeartbeatEdit(std::filesystem::path run);
    /// The same of a machine of this name.
    HeartbeatEdit(std::filesystem::path run, std::string_view host);

    /// As of a writer with this host name, on a kernel with this boot id.
    void setMachine(std::string_view host, std::string_view boot) const;
    /// Its boot id alone, as after this machine was started anew.
    void setBoot(std::string_view boot) const;
    /// Seconds since 1970, by the writer's clock: when it opened the file, its last commit, the last sign.
    void setTimes(double start, double commit, double sign) const;
    void setCommits(std::uint64_t commits) const;
    /// 1 no space, 2 writing failed, 0 none.
    void setWriteProblem(int writeProblem, std::string_view reason) const;
    /// 1 finished, 2 failed, 3 stopped, 0 running.
    void setEnd(int state, std::string_view reason) const;
    /// A sign of life that changes nothing else.
    void writeHeartbeat() const;

    /// Seconds since 1970, by the clock of this machine.
    static double now();

private:
    template <typename T>
    void put(std::size_t member, T value) const;
    void putText(std::size_t member, std::size_t size, std::string_view text) const;
    void write(std::size_t member, std::string_view bytes) const;

    std::filesystem::path m_run;
    std::size_t m_at = 0; ///< where the record lies in the file
};

/// HeartbeatEdit::setWriteProblem() of a run of this machine.
void setWriteProblem(const std::filesystem::path& run, int writeProblem, std::string_view reason);

/// Makes it say that its writer has ended the run: 1 finished, 2 failed, 3 stopped. A writer does so a moment
/// before it closes the file.
void setEnd(const std::filesystem::path& run, int state, std::string_view reason);

} // namespace h5pulse::test

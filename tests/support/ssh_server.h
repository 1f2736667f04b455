// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace h5pulse::test {

/// A real sshd on loopback, of this user, with keys that are thrown away.
class SshServer
{
public:
    /// Why there can be none here; empty: there can.
    static std::string whyNot();

    /// @param folder  for its keys and settings; must outlive it
    explicit SshServer(std::filesystem::path folder);

    /// A command line for H5PULSE_SSH, with options. It reads no configuration, and knows no host before the first login.
    std::string client(const std::string& options) const;
    /// "ssh://USER@127.0.0.1:PORT" and a path.
    std::string address(const std::filesystem::path& path) const;
    /// Cuts all connections; new ones are served.
    void cut();

private:
    std::filesystem::path m_folder;
    std::uint16_t m_port;
    std::unique_ptr<Process> m_server;
};

} // namespace h5pulse::test

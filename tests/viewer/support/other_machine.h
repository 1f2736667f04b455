// SPDX-License-Identifier: GPL-3.0-or-later
// Another machine, by a script in place of ssh that runs commands on this one.
#pragma once

#include <QCoreApplication>

#include <filesystem>
#include <fstream>

namespace h5pulse::viewer::test {

/// While it exists, processes that are started reach all machines here.
class OtherMachine
{
public:
    explicit OtherMachine(const std::filesystem::path& folder)
    {
        const std::filesystem::path ssh = folder / "ssh.sh";
        std::ofstream(ssh) << "#!/bin/sh\neval \"exec $2\"\n";
        std::filesystem::permissions(ssh, std::filesystem::perms::owner_all);
        use(ssh.c_str());
    }
    /// @param ssh  the words that start ssh
    explicit OtherMachine(const char* ssh) { use(ssh); }
    ~OtherMachine()
    {
        qunsetenv("H5PULSE_SSH");
        qunsetenv("H5PULSE_REMOTE_COMMAND");
    }
    OtherMachine(const OtherMachine&) = delete;
    OtherMachine& operator=(const OtherMachine&) = delete;

    static QString address(const std::filesystem::path& path)
    {
        return QStringLiteral("me@cluster:%1").arg(QString::fromStdString(path.string()));
    }

private:
    static void use(const char* ssh)
    {
        qputenv("H5PULSE_SSH", ssh);
        qputenv("H5PULSE_REMOTE_COMMAND",
                (QCoreApplication::applicationDirPath() + "/h5pulse").toLocal8Bit());
    }
};

} // namespace h5pulse::viewer::test

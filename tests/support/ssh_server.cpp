// SPDX-License-Identifier: MIT
#include "ssh_server.h"

#include <arpa/inet.h>
#include <csignal>
#include <fstream>
#include <netinet/in.h>
#include <pwd.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace h5pulse::test {

namespace {

constexpr auto kProgram = "/usr/sbin/sshd";

/// A free port of this machine, which another program may take meanwhile.
std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("there is no free port");
    }
    ::close(socket);
    return ntohs(address.sin_port);
}

std::vector<pid_t> childrenOf(pid_t process)
{
    const std::string id = std::to_string(process);
    std::ifstream list("/proc/" + id + "/task/" + id + "/children");
    std::vector<pid_t> children;
    for (pid_t child = 0; list >> child;) {
        children.push_back(child);
    }
    return children;
}

void killAllBelow(pid_t process)
{
    for (const pid_t child : childrenOf(process)) {
        killAllBelow(child);
        ::kill(child, SIGKILL);
    }
}

} // namespace

std::string SshServer::whyNot()
{
    return std::filesystem::exists(kProgram) ? "" : "there is no sshd (Debian: openssh-server)";
}

SshServer::SshServer(std::filesystem::path folder)
    : m_folder(std::move(folder))
    , m_port(freePort())
{
    if (::geteuid() == 0) {
        std::filesystem::create_directories("/run/sshd"); // sshd of root needs it
    }
    for (const char* key : {"host", "user"}) {
        Process({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", (m_folder / key).string()}).wait();
    }
    std::filesystem::copy_file(m_folder / "user.pub", m_folder / "authorized");
    const std::filesystem::path settings = m_folder / "sshd_config";
    std::ofstream(settings) << "ListenAddress 127.0.0.1\nPort " << m_port << "\nHostKey " << (m_folder / "host").string()
                            << "\nAuthorizedKeysFile " << (m_folder / "authorized").string()
                            << "\nStrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin yes\n"
                               "PasswordAuthentication no\n";
    m_server = std::make_unique<Process>(std::vector<std::string>{kProgram, "-D", "-e", "-f", settings.string()});
    if (!m_server->readErrorLine()) { // it listens
        throw std::runtime_error("sshd has ended: " + m_server->wait().err);
    }
}

std::string SshServer::client(const std::string& options) const
{
    return "ssh -F none -i " + (m_folder / "user").string() + " -o UserKnownHostsFile=" + (m_folder / "known").string() +
           " " + options;
}

std::string SshServer::address(const std::filesystem::path& path) const
{
    const passwd* user = ::getpwuid(::geteuid()); // NOLINT(concurrency-mt-unsafe)
    return "ssh://" + std::string(user->pw_name) + "@127.0.0.1:" + std::to_string(m_port) + path.string();
}

void SshServer::cut()
{
    killAllBelow(m_server->id());
}

} // namespace h5pulse::test

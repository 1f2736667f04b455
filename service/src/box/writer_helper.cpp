// SPDX-License-Identifier: MIT
#include "box/writer_helper.h"

#include "os/open_files.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr int kPatience = 1000; // milliseconds

struct Envelope
{
    Envelope()
    {
        message.msg_iov = &content;
        message.msg_iovlen = 1;
        message.msg_control = attachment.data();
        message.msg_controllen = attachment.size();
    }

    std::uint64_t number = 0; // of the question
    iovec content{&number, sizeof number};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> attachment{}; // one descriptor
    msghdr message{};
};

struct Answer
{
    std::uint64_t number = 0;
    std::int64_t process = 0; // 0: none
};

/// The open file that came with a message; empty if none came.
Descriptor attachedTo(msghdr& message)
{
    int found = -1;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        std::memcpy(&found, CMSG_DATA(header), sizeof found);
    }
    return Descriptor(found);
}

[[noreturn]] void answerQuestions(int connection)
{
    for (;;) {
        Envelope envelope;
        if (::recvmsg(connection, &envelope.message, MSG_CMSG_CLOEXEC) != sizeof envelope.number) {
            std::_Exit(0); // the parent has ended
        }
        const Descriptor file = attachedTo(envelope.message);
        const std::optional<pid_t> writer = file ? findWriter(file.get()) : std::nullopt;
        const Answer answer{envelope.number, writer.value_or(0)};
        static_cast<void>(::send(connection, &answer, sizeof answer, MSG_NOSIGNAL));
    }
}

} // namespace

WriterHelper::WriterHelper()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot start a helper");
    }
    Descriptor theirs(ends[1]);
    m_connection = Descriptor(ends[0]);
    const pid_t process = ::fork();
    if (process < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot start a helper");
    }
    if (process == 0) {
        m_connection.reset();
        ::close(STDIN_FILENO);
        ::close(STDOUT_FILENO); // else the client would wait for its end too
        answerQuestions(theirs.get());
    }
}

std::optional<pid_t> WriterHelper::ask(int descriptor) const
{
    static std::uint64_t last = 0; // asked by one thread
    Envelope envelope;
    envelope.number = ++last;
    cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    if (::sendmsg(m_connection.get(), &envelope.message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        return std::nullopt;
    }
    pollfd wanted{m_connection.get(), POLLIN, 0};
    Answer answer;
    do { // answers to earlier questions may be late
        if (::poll(&wanted, 1, kPatience) <= 0 ||
            ::recv(m_connection.get(), &answer, sizeof answer, 0) != sizeof answer) {
            return std::nullopt;
        }
    } while (answer.number != last);
    return answer.process == 0 ? std::nullopt : std::optional(static_cast<pid_t>(answer.process));
}

} // namespace h5pulse

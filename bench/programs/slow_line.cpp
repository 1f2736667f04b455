// SPDX-License-Identifier: MIT
// A stand-in for ssh: runs a command on this machine, behind a line that is slow and far. Each byte arrives DELAY_MS
// later than it was sent, in each direction. BYTES_PER_SECOND limits what comes from the command; 0: no limit. COUNTS is
// a file that holds the bytes to the command and from it, as two unsigned 64-bit numbers.
//
// usage: h5pulse_bench_slow_line DELAY_MS BYTES_PER_SECOND COUNTS HOST COMMAND
#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kFailed = 255; // as ssh
constexpr std::size_t kPiece =
    1400; // about one packet, so that a limited line is busy with one message at a time

/// Carries bytes from one descriptor to another.
class Line
{
public:
    Line(int from, int to, std::chrono::milliseconds delay, double bytesPerSecond, int counts, int place)
        : m_from(from)
        , m_to(to)
        , m_delay(delay)
        , m_bytesPerSecond(bytesPerSecond)
        , m_counts(counts)
        , m_place(place)
    {
    }

    /// Reads until the end, and then passes the end on.
    void carry()
    {
        std::thread writer([this] { deliver(); });
        std::array<char, kPiece> piece{};
        Clock::time_point sent = Clock::now(); // when the line has sent everything before
        for (ssize_t size = 0; (size = ::read(m_from, piece.data(), piece.size())) > 0;) {
            sent = std::max(sent, Clock::now());
            if (m_bytesPerSecond > 0.0) {
                sent += std::chrono::duration_cast<Clock::duration>(
                    std::chrono::duration<double>(static_cast<double>(size) / m_bytesPerSecond));
                std::this_thread::sleep_until(sent); // the sender waits for the line, as for a full socket
            }
            push({sent + m_delay, std::string(piece.data(), static_cast<std::size_t>(size))});
            m_total += static_cast<std::uint64_t>(size);
            if (::pwrite(m_counts, &m_total, sizeof(m_total), m_place) != sizeof(m_total)) {
                std::perror("h5pulse_bench_slow_line: counts");
            }
        }
        push({Clock::now() + m_delay, std::string()});
        writer.join();
    }

private:
    struct Piece
    {
        Clock::time_point arrival;
        std::string bytes; // empty: the end
    };

    void push(Piece piece)
    {
        const std::scoped_lock lock(m_mutex);
        m_pieces.push_back(std::move(piece));
        m_pushed.notify_one();
    }

    Piece pop()
    {
        std::unique_lock lock(m_mutex);
        m_pushed.wait(lock, [this] { return !m_pieces.empty(); });
        Piece piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        return piece;
    }

    void deliver()
    {
        for (Piece piece = pop(); !piece.bytes.empty(); piece = pop()) {
            std::this_thread::sleep_until(piece.arrival);
            for (std::size_t done = 0; done < piece.bytes.size();) {
                const ssize_t size = ::write(m_to, piece.bytes.data() + done, piece.bytes.size() - done);
                if (size < 0) {
                    break; // nobody reads any more; what follows is dropped too
                }
                done += static_cast<std::size_t>(size);
            }
        }
        ::close(m_to);
    }

    int m_from;
    int m_to;
    std::chrono::milliseconds m_delay;
    double m_bytesPerSecond;
    int m_counts;
    int m_place;
    std::uint64_t m_total = 0;
    std::mutex m_mutex;
    std::condition_variable m_pushed;
    std::deque<Piece> m_pieces;
};

/// Runs a command in a shell. Descriptors of its input and output go to the caller.
pid_t start(const char* command, int& input, int& output)
{
    std::array<int, 2> toCommand{}, fromCommand{};
    if (::pipe2(toCommand.data(), O_CLOEXEC) != 0 || ::pipe2(fromCommand.data(), O_CLOEXEC) != 0) {
        return -1;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(toCommand[0], STDIN_FILENO);
        ::dup2(fromCommand[1], STDOUT_FILENO);
        ::execl("/bin/sh", "sh", "-c", command, nullptr);
        ::_exit(kFailed);
    }
    ::close(toCommand[0]);
    ::close(fromCommand[1]);
    input = toCommand[1];
    output = fromCommand[0];
    return child;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 6) {
        std::fputs("usage: h5pulse_bench_slow_line DELAY_MS BYTES_PER_SECOND COUNTS HOST COMMAND\n", stderr);
        return kFailed;
    }
    ::signal(SIGPIPE, SIG_IGN);
    const std::chrono::milliseconds delay(std::atoi(argv[1]));
    const int counts = ::open(argv[3], O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    int input = -1, output = -1;
    const pid_t child = counts < 0 ? -1 : start(argv[5], input, output);
    if (child < 0) {
        std::perror("h5pulse_bench_slow_line");
        return kFailed;
    }
    Line there(STDIN_FILENO, input, delay, 0.0, counts, 0);
    Line back(output, STDOUT_FILENO, delay, std::atof(argv[2]), counts, sizeof(std::uint64_t));
    std::thread(&Line::carry, &there).detach(); // ends with the process
    back.carry();
    int status = 0;
    ::waitpid(child, &status, 0);
    std::fflush(nullptr);
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : kFailed);
}

// SPDX-License-Identifier: MIT
// mirror_fs FOLDER MOUNTPOINT CACHE: a file system in user space (FUSE) that shows FOLDER at MOUNTPOINT,
// until it is killed. What the kernel knows of names and sizes holds for CACHE seconds. It prints "ready"
// when it is mounted. SIGUSR1 makes it a file system that does not answer, from when it prints "hanging" on;
// SIGUSR2 makes it answer again. Killed, it is one that is gone.
#define FUSE_USE_VERSION 31
#include <fuse.h>
#include <fuse_lowlevel.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

std::string folder;
double cacheSeconds = 1.0;

std::string real(const char* path)
{
    return folder + path;
}

void say(const char* word)
{
    std::puts(word);
    std::fflush(stdout);
}

int result(int returned)
{
    return returned < 0 ? -errno : 0;
}

int numberOf(const fuse_file_info* info)
{
    return static_cast<int>(info->fh);
}

void* start(fuse_conn_info*, fuse_config* config)
{
    config->use_ino = 1;
    config->hard_remove = 1;
    config->entry_timeout = config->attr_timeout = config->negative_timeout = cacheSeconds;
    say("ready");
    return nullptr;
}

int getAttributes(const char* path, struct stat* status, fuse_file_info* info)
{
    return result(info ? ::fstat(numberOf(info), status) : ::lstat(real(path).c_str(), status));
}

int readFolder(const char* path, void* buffer, fuse_fill_dir_t fill, off_t, fuse_file_info*,
               fuse_readdir_flags)
{
    DIR* entries = ::opendir(real(path).c_str());
    if (!entries) {
        return -errno;
    }
    while (const dirent* entry = ::readdir(entries)) {
        fill(buffer, entry->d_name, nullptr, 0, fuse_fill_dir_flags{});
    }
    ::closedir(entries);
    return 0;
}

int openFile(const char* path, fuse_file_info* info)
{
    const int number = ::open(real(path).c_str(), info->flags & ~O_CREAT);
    info->fh = static_cast<std::uint64_t>(number);
    return result(number);
}

int createFile(const char* path, mode_t mode, fuse_file_info* info)
{
    const int number = ::open(real(path).c_str(), info->flags | O_CREAT, mode);
    info->fh = static_cast<std::uint64_t>(number);
    return result(number);
}

int closeFile(const char*, fuse_file_info* info)
{
    return result(::close(numberOf(info)));
}

int readFile(const char*, char* buffer, size_t size, off_t offset, fuse_file_info* info)
{
    const ssize_t count = ::pread(numberOf(info), buffer, size, offset);
    return count < 0 ? -errno : static_cast<int>(count);
}

int writeFile(const char*, const char* buffer, size_t size, off_t offset, fuse_file_info* info)
{
    const ssize_t count = ::pwrite(numberOf(info), buffer, size, offset);
    return count < 0 ? -errno : static_cast<int>(count);
}

int truncateFile(const char* path, off_t size, fuse_file_info* info)
{
    return result(info ? ::ftruncate(numberOf(info), size) : ::truncate(real(path).c_str(), size));
}

int synchronize(const char*, int, fuse_file_info* info)
{
    return result(::fsync(numberOf(info)));
}

int rename(const char* from, const char* to, unsigned flags)
{
    return result(::renameat2(AT_FDCWD, real(from).c_str(), AT_FDCWD, real(to).c_str(), flags));
}

int removeFile(const char* path)
{
    return result(::unlink(real(path).c_str()));
}

int allocate(const char*, int mode, off_t offset, off_t size, fuse_file_info* info)
{
    return result(::fallocate(numberOf(info), mode, offset, size));
}

/// A process that outlives this one, however that ends, and then unmounts.
void leaveGuardian(const char* mountPoint)
{
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0 || ::fork() != 0) {
        ::close(pipe[0]); // the other end closes with this process
        return;
    }
    ::setsid();
    if (::fork() != 0) {
        ::_exit(0); // so that who kills a process with its children does not find it
    }
    ::close(pipe[1]);
    for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::close(stream);
    }
    char byte = 0;
    while (::read(pipe[0], &byte, 1) < 0 && errno == EINTR) {
    }
    if (::umount2(mountPoint, MNT_DETACH) != 0) {
        ::execlp("fusermount3", "fusermount3", "-u", "-z", mountPoint, nullptr);
    }
    ::_exit(0);
}

volatile std::sig_atomic_t hanging = 0;
volatile std::sig_atomic_t told = 0; // each SIGUSR1 is answered

/// Waits for a question, and as long as it hangs. Signals come in here alone: never with a question in hand,
/// which would hold even killed programs, as they wait for an answer that is on its way.
bool awaitQuestion(int device, const sigset_t& open)
{
    for (;;) {
        if (hanging && !told) {
            told = 1;
            say("hanging");
        }
        pollfd question = {hanging ? -1 : device, POLLIN, 0};
        if (::ppoll(&question, 1, nullptr, &open) > 0) {
            return true;
        }
        if (errno != EINTR) {
            return false;
        }
    }
}

void answerQuestions(fuse_session* session)
{
    for (int signal : {SIGUSR1, SIGUSR2}) {
        std::signal(signal, [](int number) {
            hanging = number == SIGUSR1;
            told = 0;
        });
    }
    sigset_t held;
    sigset_t open;
    ::sigemptyset(&held);
    ::sigaddset(&held, SIGUSR1);
    ::sigaddset(&held, SIGUSR2);
    ::sigprocmask(SIG_BLOCK, &held, &open);
    const int device = fuse_session_fd(session);
    ::fcntl(device, F_SETFL, O_NONBLOCK); // who asked may be gone again
    fuse_buf question = {};
    for (int size = 1; awaitQuestion(device, open) && (size > 0 || size == -EINTR || size == -EAGAIN);) {
        size = fuse_session_receive_buf(session, &question);
        if (size > 0) {
            fuse_session_process_buf(session, &question);
        }
    }
    std::free(question.mem);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        return 2;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is killed leaves no mount behind
    leaveGuardian(argv[2]);
    folder = argv[1];
    cacheSeconds = std::atof(argv[3]);
    fuse_operations operations = {};
    operations.init = start;
    operations.getattr = getAttributes;
    operations.readdir = readFolder;
    operations.open = openFile;
    operations.create = createFile;
    operations.release = closeFile;
    operations.read = readFile;
    operations.write = writeFile;
    operations.truncate = truncateFile;
    operations.fsync = synchronize;
    operations.rename = rename;
    operations.unlink = removeFile;
    operations.fallocate = allocate;
    fuse_args arguments = FUSE_ARGS_INIT(1, argv);
    fuse* mirror = fuse_new(&arguments, &operations, sizeof operations, nullptr);
    if (!mirror || fuse_mount(mirror, argv[2]) != 0) {
        return 1;
    }
    answerQuestions(fuse_get_session(mirror));
    fuse_unmount(mirror);
    fuse_destroy(mirror);
    return 0;
}

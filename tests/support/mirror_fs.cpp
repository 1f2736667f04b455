// SPDX-License-Identifier: MIT
// mirror_fs FOLDER MOUNTPOINT CACHE: a file system in user space (FUSE) that shows FOLDER at MOUNTPOINT,
// until it is killed. What the kernel knows of names and sizes holds for CACHE seconds. It prints "ready"
// when it is mounted. Stopped by SIGSTOP it is a file system that does not answer; killed, one that is gone.
#define FUSE_USE_VERSION 31
#include <fuse.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
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
    std::puts("ready");
    std::fflush(stdout);
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
    char foreground[] = "-f";
    char single[] = "-s";
    char* arguments[] = {argv[0], foreground, single, argv[2], nullptr};
    return fuse_main(4, arguments, &operations, nullptr);
}

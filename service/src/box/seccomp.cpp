// SPDX-License-Identifier: MIT
#include "box/seccomp.h"

#ifdef H5PULSE_HAS_SECCOMP

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>

namespace h5pulse {

namespace {

// By names, because kernel headers may be older than the library. What the library does not know, the kernel hardly has.
constexpr const char* kRefused[] = {
    // the network, and other ways to talk
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "mq_open", "msgget", "semget",
    "shmget",
    // other programs and processes
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open",
    "pidfd_getfd", "kcmp", "setns", "unshare", "kill",
    // changes of files
    "creat", "truncate", "truncate64", "ftruncate", "ftruncate64", "fallocate", "rename", "renameat",
    "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "link", "linkat",
    "symlink", "symlinkat", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown",
    "fchownat", "utime", "utimes", "utimensat", "futimesat", "setxattr", "lsetxattr", "fsetxattr",
    "removexattr", "lremovexattr", "fremovexattr", "copy_file_range", "sendfile", "pwrite64", "pwritev",
    "pwritev2", "memfd_create", "open_by_handle_at", "name_to_handle_at", "io_uring_setup", "io_uring_enter",
    "io_uring_register", "io_setup", "io_submit",
    // the system itself
    "mount", "umount2", "move_mount", "fsopen", "open_tree", "pivot_root", "chroot", "bpf", "perf_event_open",
    "userfaultfd", "keyctl", "add_key", "request_key", "init_module", "finit_module", "delete_module",
    "kexec_load", "reboot", "swapon", "swapoff", "acct", "quotactl", "settimeofday", "clock_settime",
    "adjtimex", "clock_adjtime", "sethostname", "setdomainname", "iopl", "ioperm", "personality", "syslog"};

constexpr const char* kOpening[] = {"open", "openat"};

using Rules = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

/// False: the library or the kernel refuses.
bool add(const Rules& rules, std::uint32_t action, const char* name)
{
    const int call = ::seccomp_syscall_resolve_name(name);
    return call == __NR_SCMP_ERROR || ::seccomp_rule_add(rules.get(), action, call, 0) == 0;
}

bool refuseWriting(const Rules& rules, const char* name, unsigned flagsAt)
{
    const int call = ::seccomp_syscall_resolve_name(name);
    if (call == __NR_SCMP_ERROR) {
        return true;
    }
    bool good = true;
    for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND}) {
        const auto bits = static_cast<scmp_datum_t>(flag);
        const scmp_arg_cmp has{flagsAt, SCMP_CMP_MASKED_EQ, bits, bits};
        good = ::seccomp_rule_add_array(rules.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &has) == 0 && good;
    }
    return good;
}

bool addAll(const Rules& rules, Opening opening)
{
    bool good = true;
    for (const char* name : kRefused) {
        good = add(rules, SCMP_ACT_ERRNO(EPERM), name) && good;
    }
    // Their arguments lie in memory, where a filter cannot see them. Without them, others are used.
    for (const char* name : {"clone3", "openat2"}) {
        good = add(rules, SCMP_ACT_ERRNO(ENOSYS), name) && good;
    }
    // Threads of this process stay possible.
    const scmp_arg_cmp isProcess{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0};
    good =
        ::seccomp_rule_add_array(rules.get(), SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, &isProcess) == 0 &&
        good;
    unsigned flagsAt = 1;
    for (const char* name : kOpening) {
        good = (opening == Opening::Nothing ? add(rules, SCMP_ACT_ERRNO(EPERM), name)
                                            : refuseWriting(rules, name, flagsAt)) &&
               good;
        ++flagsAt;
    }
    return good;
}

} // namespace

std::string refuseCalls(Opening opening)
{
    const Rules rules(::seccomp_init(SCMP_ACT_ALLOW), ::seccomp_release);
    if (!rules || !addAll(rules, opening)) {
        return "network, other programs, changes of files: possible (seccomp cannot be set up)";
    }
    const int error = ::seccomp_load(rules.get());
    if (error != 0) {
        return std::string("network, other programs, changes of files: possible (seccomp: ") +
               std::strerror(-error) + ")"; // NOLINT(concurrency-mt-unsafe)
    }
    return "network, other programs, changes of files: refused (seccomp)";
}

} // namespace h5pulse

#else

namespace h5pulse {

std::string refuseCalls(Opening)
{
    return "network, other programs, changes of files: possible (this h5pulse was built without libseccomp)";
}

} // namespace h5pulse

#endif

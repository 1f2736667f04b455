// SPDX-License-Identifier: MIT
#include "os/temporary_name.h"

#include "format/superblock.h"
#include "os/file_identity.h"
#include "os/machine.h"
#include "os/open_file.h"
#include "os/run_lock.h"

#include <algorithm>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr std::string_view kPrefix = ".h5pulse-";
constexpr std::string_view kSuffix = ".tmp";
constexpr std::size_t kBootDigits = 8;
constexpr std::size_t kRandomDigits = 16;
constexpr std::int64_t kMinuteNs = 60 * std::int64_t{1'000'000'000};
constexpr std::int64_t kDayNs = 24 * 60 * kMinuteNs;
constexpr std::size_t kMaxNames = 10'000; ///< that are looked at

std::string hexadecimal(std::uint64_t value, std::size_t digits)
{
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 4U) {
        text[i] = "0123456789abcdef"[value & 15U];
    }
    return text;
}

std::string bootDigits()
{
    const std::string& boot = bootText();
    return hexadecimal(lookup3(reinterpret_cast<const unsigned char*>(boot.data()), boot.size()),
                       kBootDigits);
}

bool isHexadecimal(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct NameParts
{
    std::string_view boot;
    std::string_view random;
    std::string_view tag;
};

/// Nothing where the name is not exactly one of newTemporaryName().
std::optional<NameParts> parse(std::string_view name)
{
    constexpr std::size_t fixed = kPrefix.size() + kBootDigits + 1 + kRandomDigits + kSuffix.size();
    if (name.size() < fixed || !name.starts_with(kPrefix) || !name.ends_with(kSuffix)) {
        return std::nullopt;
    }
    name.remove_prefix(kPrefix.size());
    name.remove_suffix(kSuffix.size());
    const NameParts parts{name.substr(0, kBootDigits), name.substr(kBootDigits + 1, kRandomDigits),
                          name.substr(std::min(name.size(), kBootDigits + kRandomDigits + 2))};
    const std::string_view rest = name.substr(kBootDigits + 1 + kRandomDigits);
    const bool divided = name[kBootDigits] == '-' && (rest.empty() || (rest[0] == '-' && !parts.tag.empty()));
    return divided && isHexadecimal(parts.boot) && isHexadecimal(parts.random) ? std::optional(parts)
                                                                               : std::nullopt;
}

bool isLeftover(int folder, const char* name, const NameParts& parts, const Leftovers& what)
{
    const Descriptor file = openFileIn(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const auto identity = file ? identify(file.get()) : std::nullopt;
    if (!identity || isLocked(file.get()) != false) {
        return false;
    }
    if (!what.tag.empty() && parts.tag == what.tag) {
        return true;
    }
    // A writer on another machine may have a lock that does not reach us.
    const std::int64_t quiet = parts.boot == bootDigits() ? kMinuteNs : kDayNs;
    return what.nowNs - identity->modifiedNs > quiet;
}

void removeLeftover(int folder, const char* name, const Leftovers& what)
{
    const auto parts = parse(name);
    struct stat status = {};
    if (!parts || name == what.present || ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        ::unlinkat(folder, name, AT_REMOVEDIR); // of a trial; it is empty, or stays
    } else if (S_ISREG(status.st_mode) && isLeftover(folder, name, *parts, what)) {
        ::unlinkat(folder, name, 0);
    }
}

} // namespace

std::string newTemporaryName(const std::string& tag)
{
    std::random_device random;
    const std::uint64_t number = std::uint64_t{random()} << 32U | random();
    std::string name(kPrefix);
    name += bootDigits() + "-" + hexadecimal(number, kRandomDigits);
    name += tag.empty() ? std::string{} : "-" + tag;
    return name.append(kSuffix);
}

void removeLeftovers(int folder, const Leftovers& what)
{
    Descriptor readable = openFileIn(folder, ".", O_RDONLY | O_DIRECTORY);
    const std::unique_ptr<DIR, int (*)(DIR*)> names(readable ? ::fdopendir(readable.get()) : nullptr,
                                                    ::closedir);
    if (!names) {
        return;
    }
    readable.release(); // the DIR's now
    std::size_t looked = 0;
    while (const dirent* entry = looked++ < kMaxNames ? ::readdir(names.get()) : nullptr) {
        removeLeftover(folder, entry->d_name, what);
    }
}

} // namespace h5pulse

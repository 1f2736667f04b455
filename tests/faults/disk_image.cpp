// SPDX-License-Identifier: MIT
#include "disk_image.h"

#include <algorithm>
#include <fcntl.h>
#include <stdio.h>

namespace h5pulse::faults {

void DiskImage::add(const std::string& path, std::uint64_t file, std::string content)
{
    m_names[path] = file;
    m_contents[file] = std::move(content);
}

void DiskImage::apply(const LoggedCall& call)
{
    switch (call.call) {
    case FaultWrite:
        applyPart(call, call.offset, call.offset + call.bytes.size());
        break;
    case FaultTruncate:
        m_contents[call.file].resize(call.offset);
        break;
    case FaultAllocate: {
        std::string& content = m_contents[call.file];
        if (call.length > 0) {
            content.resize(std::max(content.size(), call.offset + call.length));
        }
        break;
    }
    case FaultCreate:
        m_names[call.bytes] = call.file;
        break;
    case FaultLink:
        m_names[call.other] = m_names[call.bytes];
        break;
    case FaultUnlink:
        m_names.erase(call.bytes);
        break;
    case FaultRename:
        if (call.length & RENAME_EXCHANGE) {
            std::swap(m_names[call.bytes], m_names[call.other]);
        } else {
            m_names[call.other] = m_names[call.bytes];
            m_names.erase(call.bytes);
        }
        break;
    case FaultSync:
    case FaultLock:
    case FaultMark:
        break;
    }
}

void DiskImage::applyPart(const LoggedCall& call, std::uint64_t from, std::uint64_t to)
{
    std::string& content = m_contents[call.file];
    content.resize(std::max(content.size(), to));
    content.replace(from, to - from, call.bytes, from - call.offset, to - from);
}

const std::string* DiskImage::find(const std::string& path) const
{
    const auto name = m_names.find(path);
    if (name == m_names.end()) {
        return nullptr;
    }
    const auto content = m_contents.find(name->second);
    static const std::string empty;
    return content == m_contents.end() ? &empty : &content->second;
}

} // namespace h5pulse::faults

// SPDX-License-Identifier: MIT
// HDF5's filter 32015, written from its description in the HDF Group's registry, because Debian has no
// package of it. It has one parameter, the level. A chunk is one Zstandard frame, which stores its size.
#include <H5PLextern.h>
#include <zstd.h>

#include <cstdlib>

namespace {

std::size_t filterChunk(unsigned flags, std::size_t count, const unsigned* values, std::size_t bytes,
                        std::size_t* size, void** buffer)
{
    const bool decompress = (flags & H5Z_FLAG_REVERSE) != 0;
    const std::size_t room =
        decompress ? ZSTD_getFrameContentSize(*buffer, bytes) : ZSTD_compressBound(bytes);
    if (room > (std::size_t{1} << 31)) { // error codes of Zstandard are large numbers too
        return 0;
    }
    void* result = std::malloc(room);
    const std::size_t made =
        decompress ? ZSTD_decompress(result, room, *buffer, bytes)
                   : ZSTD_compress(result, room, *buffer, bytes, count > 0 ? static_cast<int>(values[0]) : 3);
    if (ZSTD_isError(made) != 0) {
        std::free(result);
        return 0;
    }
    std::free(*buffer);
    *buffer = result;
    *size = room;
    return made;
}

const H5Z_class2_t kFilter{H5Z_CLASS_T_VERS, 32015, 1, 1, "zstd of the tests", nullptr, nullptr, filterChunk};

} // namespace

H5PL_type_t H5PLget_plugin_type()
{
    return H5PL_TYPE_FILTER;
}

const void* H5PLget_plugin_info()
{
    return &kFilter;
}

/* SPDX-License-Identifier: MIT */
/* A filter of HDF5 that tries to reach the network: reading sets the first value of a chunk to the error, or to 0. */
#include <H5PLextern.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static size_t use(unsigned flags, size_t parameters, const unsigned* values, size_t bytes, size_t* size, void** buffer)
{
    (void)parameters;
    (void)values;
    (void)size;
    if ((flags & H5Z_FLAG_REVERSE) && bytes >= sizeof(double)) {
        const int connection = socket(AF_INET, SOCK_STREAM, 0);
        const double error = connection < 0 ? errno : 0;
        memcpy(*buffer, &error, sizeof error);
        if (connection >= 0) {
            close(connection);
        }
    }
    return bytes;
}

static const H5Z_class2_t kFilter = {H5Z_CLASS_T_VERS, 305, 1, 1, "network", NULL, NULL, use};

H5PL_type_t H5PLget_plugin_type(void)
{
    return H5PL_TYPE_FILTER;
}

const void* H5PLget_plugin_info(void)
{
    return &kFilter;
}

// SPDX-License-Identifier: MIT
#include <h5pulse/service/request.h>

namespace h5pulse {

void addNews(RunReply& reply, RunReply news)
{
    // A mere status has an opening of its own.
    const bool concernsOpening = news.cursor || !news.results.empty();
    if (concernsOpening && reply.opening != news.opening) {
        reply.results.clear();
        reply.cursor.reset();
        reply.opening = news.opening;
    }
    if (news.status) {
        reply.status = std::move(news.status);
    }
    if (news.cursor) {
        reply.cursor = news.cursor;
    }
    for (auto& [name, result] : news.results) {
        reply.results[name] = std::move(result);
    }
}

} // namespace h5pulse

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_document.h"
#include "export/picture.h"

#include <QObject>
#include <QThreadPool>

namespace h5pulse::viewer {

class FrameSink;
class ViewArea;

/// Which pictures a sequence has.
struct SequencePlan
{
    std::uint64_t first = 0;
    std::uint64_t last = 0; ///< at most this step
    std::uint64_t stride = 1;
    double framesPerSecond = 25.0;
    double scale = 1.0;
    QString path; ///< see makeFrameSink()

    std::uint64_t frames() const
    {
        return last < first ? 0 : (last - first) / std::max<std::uint64_t>(1, stride) + 1;
    }
};

/// Whether the step is drawn in all views that are open, or what can be drawn of it.
bool showsStep(const RunDocument& document, const ViewArea& views, std::uint64_t step);

/// Takes a document through a range of steps, and a picture at each, as soon as all views show it. Pictures
/// are encoded on another thread, one behind the one that is being drawn. In the end, whatever it is, the
/// cursor is where it was before. GUI thread.
class SequenceExport : public QObject
{
    Q_OBJECT

public:
    SequenceExport(RunDocument& document, const ViewArea& views, Picture picture, SequencePlan plan,
                   QObject* parent = nullptr);
    /// Of one that runs: as cancel(), without a word.
    ~SequenceExport() override;

    void start();
    /// Leaves no files behind.
    void cancel();

signals:
    void progressed(quint64 done, quint64 all);
    void written();
    /// A sentence without its end.
    void failed(const QString& problem);
    void canceled();

private:
    void want(std::uint64_t step);
    void lookSoon();
    void look();
    void take();
    void onEncoded(const QString& problem);
    void finish();
    /// Ends the work and puts the cursor back. False: it had ended before.
    bool end();
    void stop(const QString& problem);

    RunDocument& m_document;
    const ViewArea& m_views;
    Picture m_picture;
    SequencePlan m_plan;
    std::unique_ptr<FrameSink> m_sink; // while it is encoding, of m_pool's thread alone
    QThreadPool m_pool;
    Cursor m_before;
    RunDescriptionPtr m_run;
    std::uint64_t m_step = 0; // the one that is wanted
    std::uint64_t m_done = 0;
    bool m_answered = false; // since it is wanted
    bool m_running = false;
    bool m_lookDue = false;
    bool m_encoding = false;
    bool m_taken = false; // all pictures
    bool m_finishing = false;
};

} // namespace h5pulse::viewer

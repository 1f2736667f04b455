// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_document.h"
#include "export/picture.h"

#include <QObject>
#include <QThreadPool>

namespace h5pulse::viewer {

class FrameSink;
class ViewArea;

/// Steps, speed and file of a picture sequence.
struct SequencePlan
{
    std::uint64_t first = 0;
    std::uint64_t last = 0; ///< inclusive
    std::uint64_t stride = 1;
    double framesPerSecond = 25.0;
    double scale = 1.0;
    QString path; ///< see makeFrameSink()

    std::uint64_t frames() const
    {
        return last < first ? 0 : (last - first) / std::max<std::uint64_t>(1, stride) + 1;
    }
};

/// Whether all open views have drawn everything that they can draw of a step.
bool showsStep(const RunDocument& document, const ViewArea& views, std::uint64_t step);

/// Moves a document through a range of steps and takes a picture of each, as soon as all views show it.
/// Another thread encodes a picture while the next one is drawn. At the end, also after errors, the cursor
/// returns to its old position. Call on the GUI thread.
class SequenceExport : public QObject
{
    Q_OBJECT

public:
    SequenceExport(RunDocument& document, const ViewArea& views, Picture picture, SequencePlan plan,
                   QObject* parent = nullptr);
    /// Cancels a running export without a signal.
    ~SequenceExport() override;

    void start();
    /// Stops the export and removes its files.
    void cancel();

signals:
    void progressed(quint64 done, quint64 all);
    void written();
    /// @param problem  a sentence without full stop
    void failed(const QString& problem);
    void canceled();

private:
    void want(std::uint64_t step);
    void lookSoon();
    void look();
    void take();
    void onEncoded(const QString& problem);
    void finish();
    /// Ends the export and restores the cursor. False: it had ended before.
    bool end();
    void stop(const QString& problem);

    RunDocument& m_document;
    const ViewArea& m_views;
    Picture m_picture;
    SequencePlan m_plan;
    std::shared_ptr<void> m_wholeFrames;
    std::unique_ptr<FrameSink> m_sink; // used only by the thread of m_pool while m_encoding
    QThreadPool m_pool;
    Cursor m_before;
    RunDescriptionPtr m_run;
    std::uint64_t m_step = 0; // the requested step
    std::uint64_t m_done = 0;
    bool m_answered = false; // a frame has arrived since the request
    bool m_running = false;
    bool m_lookDue = false;
    bool m_encoding = false;
    bool m_taken = false; // all pictures are drawn
    bool m_finishing = false;
};

} // namespace h5pulse::viewer

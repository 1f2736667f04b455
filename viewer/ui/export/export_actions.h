// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

class QDialog;
class QMainWindow;
class QMenu;

namespace h5pulse::viewer {

class DemoRun;
class MessageBar;
class Picture;
class RunDocument;
class SequenceExport;
class ViewArea;
struct SequencePlan;

/// Actions that export pictures, values and picture sequences of a window to files and to the clipboard.
/// Files are written on another thread. The message bar shows the result.
class ExportActions : public QObject
{
    Q_OBJECT

public:
    /// Maximum number of values that copyValues() puts into the clipboard.
    static constexpr std::size_t kCellsToCopy = 1'000'000;

    ExportActions(QMainWindow& window, RunDocument& document, const DemoRun& demo, ViewArea& views,
                  MessageBar& messages);
    ~ExportActions() override;

    void addTo(QMenu* menu);

    void copyPicture();
    void copyValues();
    void askForPicture();
    void askForValues();
    void askForSequence();

    void saveValues(const QString& path);
    void exportSequence(const Picture& picture, const SequencePlan& plan);

private:
    void copyAllValues();
    void saveAllValues(const QString& path);
    /// Proposed path of a file: in the folder of the run, except for the demo run, whose folder is temporary.
    QString proposedPath(const QString& suffix) const;
    QString currentTitle() const;
    Picture pictureOf(bool window) const;
    QDialog* makeDialog(const QString& title, QWidget* body, const QString& doIt,
                        const std::function<void()>& accepted);
    /// Runs `work` once the views have all values, also those of another machine that cannot be seen.
    void withWholeFrames(const std::function<void()>& work);
    /// Runs `work` on another thread and shows its result. An empty result means success.
    void write(const QString& path, std::function<QString()> work);

    QMainWindow& m_window;
    RunDocument& m_document;
    const DemoRun& m_demo;
    ViewArea& m_views;
    MessageBar& m_messages;
    QThreadPool m_pool;
    SequenceExport* m_sequence = nullptr;
};

} // namespace h5pulse::viewer

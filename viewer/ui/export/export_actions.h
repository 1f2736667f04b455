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

/// What gets things out of a window: pictures, values, sequences of pictures, to files and the clipboard.
/// What came of it is told in the message bar; files are written on another thread.
class ExportActions : public QObject
{
    Q_OBJECT

public:
    /// So many values go to the clipboard at most.
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
    /// Beside the run; beside no run that is removed with the window.
    QString proposedPath(const QString& suffix) const;
    QString currentTitle() const;
    Picture pictureOf(bool window) const;
    QDialog* makeDialog(const QString& title, QWidget* body, const QString& doIt,
                        const std::function<void()>& accepted);
    /// Runs this on another thread, and tells what came of it.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace h5pulse::viewer {

class RunDocument;
class SessionThread;

/// Saves the state of the window per structure of run, and restores it when a run of the same structure
/// opens. Parts of the window register under a name with functions to save and restore. A separate thread
/// reads and writes the files, a second after a change and when the run is left.
class Session : public QObject
{
    Q_OBJECT

public:
    using Save = std::function<QJsonObject()>;
    /// Gets an empty object if nothing is stored for this part: an unknown structure, or an older version of
    /// the program.
    using Restore = std::function<void(const QJsonObject&)>;

    explicit Session(RunDocument& document, QObject* parent = nullptr);
    /// Saves the current state. All parts must still exist.
    ~Session() override;

    /// Adds a part. Parts are restored in the order of these calls. The caller reports changes to
    /// noteChange().
    void add(const QString& name, Save save, Restore restore);
    /// Adds an object with saveState() and restoreState(QJsonObject). It must outlive this object.
    template <typename T>
    void add(const QString& name, T& part)
    {
        add(
            name, [&part] { return part.saveState(); },
            [&part](const QJsonObject& state) { part.restoreState(state); });
    }

    /// Starts to restore and save in this folder. An open run keeps its current state, which is saved.
    void start(const QString& folder);
    /// Stops restoring and saving.
    void stop();

    /// The state of a part has changed.
    void noteChange();
    /// Saves the current state now. Does not wait for the file.
    void keep();

signals:
    /// A run has opened and its state is restored.
    void restored();
    /// Loading or saving failed. Emitted only for the first problem.
    void problem(const QString& text);

private:
    enum class State { Away, Loading, Here };

    struct Part
    {
        QString name;
        Save save;
        Restore restore;
    };

    void look();
    void leave();
    void take(const QString& key, const QJsonObject& parts);
    void tell(const QString& text);

    RunDocument& m_document;
    std::vector<Part> m_parts;
    std::unique_ptr<SessionThread> m_thread; ///< null: stopped
    QTimer m_timer;
    State m_state = State::Away;
    QString m_key;
    QJsonObject m_kept; ///< content of the file
    bool m_told = false;
};

} // namespace h5pulse::viewer

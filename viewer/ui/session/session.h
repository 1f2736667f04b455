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

/// Opens a run as the last one of its structure was left. Knows nothing of what is kept: parts of the window
/// are added under a name, with how they are asked and how they are told. Files are read and written on a
/// thread of its own, a second after a change and where a run is left.
class Session : public QObject
{
    Q_OBJECT

public:
    using Save = std::function<QJsonObject()>;
    /// Gets an empty object where there is nothing to be restored, of what was never seen or by an older
    /// program.
    using Restore = std::function<void(const QJsonObject&)>;

    explicit Session(RunDocument& document, QObject* parent = nullptr);
    /// Keeps what is there. All parts must still be.
    ~Session() override;

    /// In the order in which they are to be restored. What changes goes to noteChange().
    void add(const QString& name, Save save, Restore restore);
    /// Something with saveState() and restoreState(QJsonObject) that lives as long as this.
    template <typename T>
    void add(const QString& name, T& part)
    {
        add(
            name, [&part] { return part.saveState(); },
            [&part](const QJsonObject& state) { part.restoreState(state); });
    }

    /// From now on runs are restored and kept in this folder. One that is open stays as it is, and is kept.
    void start(const QString& folder);
    /// Nothing is restored or kept any more.
    void stop();

    /// The user changed something that one of the parts tells of.
    void noteChange();
    /// Keeps what is there now, without waiting until it is written.
    void keep();

signals:
    /// A run opened, and everything is as it was.
    void restored();
    /// A sentence, once.
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
    std::unique_ptr<SessionThread> m_thread; ///< null: nothing is kept
    QTimer m_timer;
    State m_state = State::Away;
    QString m_key;
    QJsonObject m_kept; ///< what is in the file
    bool m_told = false;
};

} // namespace h5pulse::viewer

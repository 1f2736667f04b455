// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "core/run/run_document.h"
#include "core/session/session_thread.h"
#include "core/session/structure_key.h"

namespace h5pulse::viewer {

namespace {
constexpr int kPause = 1000; // milliseconds; changes within this time are saved together
}

Session::Session(RunDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPause);
    connect(&m_timer, &QTimer::timeout, this, &Session::keep);
    connect(&m_document, &RunDocument::closing, this, &Session::leave);
    connect(&m_document, &RunDocument::runChanged, this, &Session::look);
}

Session::~Session()
{
    keep();
}

void Session::add(const QString& name, Save save, Restore restore)
{
    m_parts.push_back({name, std::move(save), std::move(restore)});
}

void Session::start(const QString& folder)
{
    if (m_thread) {
        return;
    }
    m_thread = std::make_unique<SessionThread>(folder);
    connect(m_thread.get(), &SessionThread::loaded, this,
            [this](const QString& key, const QJsonObject& parts, const QString& text) {
                tell(text);
                take(key, parts);
            });
    connect(m_thread.get(), &SessionThread::saved, this, &Session::tell);
    if (const RunDescriptionPtr& run = m_document.status().run) {
        m_key = structureKey(*run);
        m_kept = {};
        m_state = State::Here;
    }
}

void Session::stop()
{
    m_thread.reset();
    m_timer.stop();
    m_state = State::Away;
}

void Session::look()
{
    const RunDescriptionPtr& run = m_document.status().run;
    if (!m_thread || !run) {
        return;
    }
    const QString key = structureKey(*run);
    if (m_state != State::Away && key == m_key) {
        return; // the structure has not changed
    }
    m_timer.stop();
    m_key = key;
    m_state = State::Loading;
    m_thread->load(key);
}

void Session::leave()
{
    keep();
    m_state = State::Away;
}

void Session::take(const QString& key, const QJsonObject& parts)
{
    if (m_state != State::Loading || key != m_key) {
        return; // another file has been opened meanwhile
    }
    for (const Part& part : m_parts) {
        part.restore(parts[part.name].toObject());
    }
    m_kept = parts;
    m_state = State::Here;
    emit restored();
}

void Session::noteChange()
{
    if (m_state == State::Here && !m_timer.isActive()) {
        m_timer.start();
    }
}

void Session::keep()
{
    m_timer.stop();
    if (m_state != State::Here) {
        return;
    }
    QJsonObject parts = m_kept; // keeps parts that a newer version has saved
    for (const Part& part : m_parts) {
        parts[part.name] = part.save();
    }
    if (parts != m_kept) {
        m_kept = parts;
        m_thread->save(m_key, parts);
    }
}

void Session::tell(const QString& text)
{
    if (!text.isEmpty() && !m_told) {
        m_told = true;
        emit problem(text);
    }
}

} // namespace h5pulse::viewer

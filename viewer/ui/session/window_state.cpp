// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/window_state.h"

#include <QMainWindow>
#include <QSettings>

#include <utility>

namespace h5pulse::viewer {

namespace {

const auto kGeometry = QStringLiteral("geometry");
const auto kPanels = QStringLiteral("panels");
const auto kLastGeometry = QStringLiteral("window/geometry");

QByteArray bytes(const QJsonObject& state, const QString& key)
{
    return QByteArray::fromBase64(state[key].toString().toLatin1());
}

constexpr QSize kUsualSize(1280, 800);
constexpr QSize kFrame(8, 40); // typical size of the frame of a window manager

} // namespace

QSize firstSize(const QSize& available)
{
    return kUsualSize.boundedTo(available - kFrame);
}

WindowState::WindowState(QMainWindow& window)
    : m_window(window)
{
}

void WindowState::freeGeometry()
{
    m_geometryIsFree = true;
    m_window.restoreGeometry(QSettings().value(kLastGeometry).toByteArray());
}

void WindowState::keepGeometry() const
{
    QSettings().setValue(kLastGeometry, m_window.saveGeometry());
}

QJsonObject WindowState::saveState() const
{
    return {{kGeometry, QString::fromLatin1(m_window.saveGeometry().toBase64())},
            {kPanels, QString::fromLatin1(m_window.saveState().toBase64())}};
}

void WindowState::restoreState(const QJsonObject& state)
{
    if (std::exchange(m_geometryIsFree, false)) {
        m_window.restoreGeometry(bytes(state, kGeometry));
    }
    m_window.restoreState(bytes(state, kPanels));
}

} // namespace h5pulse::viewer

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/value/value_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/plot_header.h"

#include <QLabel>

namespace h5pulse::viewer {

namespace {
constexpr int kDigits = 9;
}

ValueView::ValueView(QWidget* parent)
    : View(parent)
    , m_value(new QLabel(this))
{
    addBody(m_value, 0);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2.0);
    m_value->setFont(large);
    m_value->setIndent(10);
    m_value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAutoFillBackground(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    applyTheme(lightTheme());
}

void ValueView::showContext(const ViewContext&)
{
    askForFrame();
}

void ValueView::showAnswer(const Answer& answer)
{
    m_frame = answer.frame();
    if (!m_frame || m_frame->real.empty()) {
        header().setTitle(QString());
        m_value->clear();
        return;
    }
    header().setTitle(titleOf(*m_frame));
    QString text = formatNumber(m_frame->real.front(), kDigits);
    if (!m_frame->imaginary.empty()) {
        const double imaginary = m_frame->imaginary.front();
        text = tr("%1 %2 %3 i")
                   .arg(text, imaginary < 0.0 ? QStringLiteral("−") : QStringLiteral("+"),
                        formatNumber(std::abs(imaginary), kDigits));
    }
    m_value->setText(text + unitSuffix(m_frame->field->units));
}

ViewData ValueView::data() const
{
    if (!m_frame || m_frame->real.empty()) {
        return {};
    }
    const auto name = [](const QString& text, const QString& units) {
        return units.isEmpty() ? text : QStringLiteral("%1 [%2]").arg(text, units);
    };
    const FieldDescription& field = *m_frame->field;
    ViewData data;
    data.title = titleOf(*m_frame);
    data.columns.push_back({tr("step"), {static_cast<double>(m_frame->step)}});
    if (m_frame->run->hasTimes) {
        data.columns.push_back(
            {name(toText(m_frame->run->timeName), toText(m_frame->run->timeUnits)), {m_frame->time}});
    }
    if (m_frame->imaginary.empty()) {
        data.columns.push_back({name(toText(field.name), toText(field.units)), {m_frame->real.front()}});
    } else {
        data.columns.push_back(
            {name(tr("Re %1").arg(toText(field.name)), toText(field.units)), {m_frame->real.front()}});
        data.columns.push_back(
            {name(tr("Im %1").arg(toText(field.name)), toText(field.units)), {m_frame->imaginary.front()}});
    }
    return data;
}

QString ValueView::text() const
{
    return m_value->text();
}

void ValueView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    QPalette colors; // all other colours are those of the window
    colors.setColor(QPalette::Window, theme.surface);
    colors.setColor(QPalette::WindowText, theme.text);
    setPalette(colors);
}

} // namespace h5pulse::viewer

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QStringList>

#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::viewer {

/// Translation context for user-visible texts in functions outside QObjects: Texts::tr("...").
class Texts
{
    Q_DECLARE_TR_FUNCTIONS(h5pulse::viewer::Texts)
};

/// Converts UTF-8 text of the service. QString::toStdString() converts back.
inline QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A message without full stop as a sentence.
inline QString sentence(const QString& text)
{
    return text.isEmpty() ? text : text.front().toUpper() + text.mid(1) + QLatin1Char('.');
}

inline QStringList toTexts(const std::vector<std::string>& utf8)
{
    QStringList texts;
    for (const std::string& one : utf8) {
        texts << toText(one);
    }
    return texts;
}

inline std::vector<std::string> toStrings(const QStringList& texts)
{
    std::vector<std::string> utf8;
    for (const QString& one : texts) {
        utf8.push_back(one.toStdString());
    }
    return utf8;
}

} // namespace h5pulse::viewer

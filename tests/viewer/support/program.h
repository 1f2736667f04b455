// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the viewer as a separate program.
#pragma once

#include "process.h"
#include "temporary_folder.h"

#include <QImage>
#include <QString>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

using h5pulse::test::ProcessResult;
using testing::HasSubstr;

/// Runs the viewer without any display.
inline ProcessResult runViewer(const std::vector<std::string>& arguments)
{
    std::vector<std::string> argv{
        "env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", H5PULSE_VIEWER};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return h5pulse::test::run(argv, std::chrono::seconds(60));
}

class ProgramTest : public testing::Test
{
protected:
    std::string path(const char* name) const { return (m_folder / name).string(); }
    std::string picturePath() const { return path("picture.png"); }

    /// Takes a picture, and checks that the viewer printed no problem.
    QImage picture(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.end(), {"--snapshot", picturePath()});
        const ProcessResult result = runViewer(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_EQ(result.err, "");
        EXPECT_THAT(result.out, HasSubstr(picturePath()));
        m_said = result.out;
        return QImage(QString::fromStdString(picturePath())).convertToFormat(QImage::Format_RGB32);
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::string m_said;
};

} // namespace h5pulse::viewer::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QImage>
#include <QPointer>
#include <QRect>

#include <functional>
#include <optional>
#include <vector>

class QIODevice;
class QMainWindow;

namespace h5pulse::viewer {

class View;

enum class PictureFormat { Png, Svg, Pdf };

/// By the suffix of a file's name; none: it has another one.
std::optional<PictureFormat> pictureFormatOf(const QString& path);

/// A view, or a whole window without its menus, drawn anew for each picture: sharp at any scale, and with
/// paths and texts where the format has them. GUI thread.
class Picture
{
public:
    static constexpr double kMinScale = 0.5;
    static constexpr double kMaxScale = 8.0;

    static Picture ofView(View& view);
    static Picture ofWindow(QMainWindow& window);

    /// With the colours of this theme, however the window looks; without it as shown.
    void setTheme(const Theme* theme) { m_theme = theme; }

    /// In pixels at scale 1. Empty: what it is of has gone.
    QSize size() const;
    /// @param scale  pixels per unit of size()
    QImage image(double scale) const;
    /// Draws now. What it returns writes that, from any thread, and tells what went wrong (empty: nothing).
    std::function<QString(QIODevice&)> drawn(PictureFormat format, double scale, const QString& title) const;
    /// Draws into a file, which is there whole or not at all; what went wrong as a sentence without its end.
    QString save(const QString& path, double scale, const QString& title) const;

private:
    struct Part
    {
        QPointer<QWidget> widget;
        int top = 0;   ///< rows of the widget that are left out
        int above = 0; ///< rows of the picture above it
    };

    void paint(QPaintDevice& device, bool vectors) const;
    QByteArray svg(const QString& title) const;
    QByteArray pdf(const QString& title) const;

    QPointer<QWidget> m_window;
    std::vector<Part> m_parts;
    const Theme* m_theme = nullptr;
};

} // namespace h5pulse::viewer

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

/// Format by the extension of a file name; nullopt: unknown extension.
std::optional<PictureFormat> pictureFormatOf(const QString& path);

/// Draws pictures of a view, or of a whole window without its menus. Pictures are sharp at any scale. SVG and
/// PDF contain paths and texts. Use on the GUI thread.
class Picture
{
public:
    static constexpr double kMinScale = 0.5;
    static constexpr double kMaxScale = 8.0;

    static Picture ofView(View& view);
    static Picture ofWindow(QMainWindow& window);

    /// Draws with the colours of a theme; null: with those of the window.
    void setTheme(const Theme* theme) { m_theme = theme; }

    /// Size in pixels at scale 1; empty: the view or window no longer exists.
    QSize size() const;
    /// Null if the view or window no longer exists, or if memory is insufficient.
    /// @param scale  pixels per unit of size()
    QImage image(double scale) const;
    /// Draws now and returns a function that writes the result. This function may run on any thread; it
    /// returns the problem, or an empty text.
    std::function<QString(QIODevice&)> drawn(PictureFormat format, double scale, const QString& title) const;
    /// Draws into a file, which is replaced atomically. Returns the problem as a sentence without full stop;
    /// empty: saved.
    QString save(const QString& path, double scale, const QString& title) const;

private:
    struct Part
    {
        QPointer<QWidget> widget;
        int top = 0;   ///< rows at the top of the widget that are left out
        int above = 0; ///< rows of the picture above the widget
    };

    void paint(QPaintDevice& device, bool vectors) const;
    QByteArray svg(const QString& title) const;
    QByteArray pdf(const QString& title) const;

    QPointer<QWidget> m_window;
    std::vector<Part> m_parts;
    const Theme* m_theme = nullptr;
};

} // namespace h5pulse::viewer

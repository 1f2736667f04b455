// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

#include <QSplitter>

class QLabel;
class QVBoxLayout;

namespace h5pulse::viewer {

class RunDocument;

/// Creates the registered views, gives each what the document has, and takes their wishes to the document.
/// Above: the first view that shows the chosen field; below: traces.
class ViewArea : public QSplitter
{
    Q_OBJECT

public:
    explicit ViewArea(RunDocument& document, QWidget* parent = nullptr);

    /// By the id in the registry; null: there is none.
    View* view(const QString& id) const;
    void applyTheme(const Theme& theme);
    void resetZoom();
    void drawNow();

private:
    void addView(const QString& id, View* view);
    void showFrame();
    void showStep();
    void showTraces();
    void showPlaceholder();

    RunDocument& m_document;
    QWidget* m_frameArea;
    QVBoxLayout* m_frameLayout;
    QLabel* m_placeholder;
    QList<View*> m_frameViews;
    QList<View*> m_traceViews;
    View* m_current = nullptr;
};

} // namespace h5pulse::viewer

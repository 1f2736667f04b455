// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <functional>
#include <vector>

namespace h5pulse::viewer {

/// A name and what is to be said of it.
struct InformationRow
{
    QString name;
    QString value;

    friend bool operator==(const InformationRow&, const InformationRow&) = default;
};

using InformationRows = std::vector<InformationRow>;

/// Rows in groups, as a tree of two columns. Rows that stay where they are keep selection and place when
/// their text changes.
class InformationModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    /// @param id  of the group, for settings and tests
    void addGroup(const QString& id, const QString& title);
    /// @param note  behind the title: how many there are
    void setRows(const QString& id, const InformationRows& rows, const QString& note = {});
    /// The same for many rows, which are made when they are needed.
    void setRows(const QString& id, std::size_t count, std::function<InformationRow(std::size_t)> row,
                 const QString& note);

    int groupCount() const { return static_cast<int>(m_groups.size()); }
    QString groupId(int group) const { return m_groups[static_cast<std::size_t>(group)].id; }
    InformationRows rowsOf(const QString& id) const;
    /// A name, a tab and a value in each line; groups apart.
    QString text() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Group
    {
        QString id;
        QString title;
        QString note;
        std::size_t count = 0;
        InformationRows rows{};
        std::function<InformationRow(std::size_t)> make{}; // empty: they are in rows

        InformationRow at(std::size_t i) const { return make ? make(i) : rows[i]; }
    };

    int indexOf(const QString& id) const;
    void setNote(int group, const QString& note);
    /// Inserts or removes rows at the end; `work` changes what the group says.
    void resize(int group, std::size_t count, auto&& work);
    bool isGroup(const QModelIndex& index) const { return index.isValid() && index.internalId() == 0; }

    std::vector<Group> m_groups;
};

} // namespace h5pulse::viewer

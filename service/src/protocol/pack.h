// SPDX-License-Identifier: MIT
// The two directions between values and a message. A function describe(archive, value) for each struct names its
// members once, and serves both: Packer writes the members, Unpacker reads them and checks them.
#pragma once

#include "protocol/arrays.h"
#include "protocol/enum_names.h"

#include <h5pulse/service/known_runs.h>
#include <h5pulse/service/message.h>

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <utility>

namespace h5pulse::protocol {

using Json = nlohmann::json;

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsStdArray = false;
template <typename T, std::size_t N>
inline constexpr bool kIsStdArray<std::array<T, N>> = true;
template <typename T>
inline constexpr bool kIsPointer = false;
template <typename T>
inline constexpr bool kIsPointer<std::shared_ptr<const T>> = true;

template <typename T>
const auto& pointedTo(const T& item)
{
    if constexpr (kIsPointer<T>) {
        return *item;
    } else {
        return item;
    }
}

/// Elements of vectors that are sent as arrays.
template <typename T>
concept ArrayElement = std::same_as<T, double> ||
    (std::unsigned_integral<T> && sizeof(T) == sizeof(std::uint64_t));

/// Text as JSON text, or as {"hex": ...} if it is not UTF-8, as paths and names may be.
Json packText(const std::string& text);
std::string unpackText(const Json& json);

/// Finite numbers as they are, NaN as null, infinity as "inf" or "-inf".
Json packNumber(double number);
double unpackNumber(const Json& json);

[[noreturn]] void refuse(std::string_view what);

/// Writes the members of a struct into a JSON object, and its arrays into the arrays of a message.
class Packer
{
public:
    template <typename T>
    using Of = const T;
    static constexpr bool kReads = false;

    Packer(ArrayWriter& arrays, KnownRuns& runs, Json& newRuns)
        : m_arrays(arrays)
        , m_runs(runs)
        , m_newRuns(newRuns)
    {
    }

    template <typename T>
    void operator()(const char* name, const T& value)
    {
        m_json[name] = pack(value);
    }

    /// Sends the description itself if it is new to the other end.
    void run(const char* name, const RunDescriptionPtr& run) { m_json[name] = packRun(run); }

    /// A field of a run, as its index.
    void field(const char* name, const FieldPtr& field, const RunDescriptionPtr& run);

    /// A list of structs as an object with one array per member, which is shorter than a list of objects.
    template <typename T, typename... Member>
    void columns(const char* name, const std::vector<T>& items, std::pair<const char*, Member>... members)
    {
        Json& object = m_json[name] = Json::object();
        (packColumn(object, items, members.first, members.second), ...);
    }

    /// A list whose elements need more than describe(): calls use(archive, element) for each.
    template <typename Items, typename Use>
    void each(const char* name, const Items& items, Use&& use)
    {
        Json& list = m_json[name] = Json::array();
        for (const auto& item : items) {
            Packer inner(m_arrays, m_runs, m_newRuns);
            use(inner, pointedTo(item));
            list.push_back(inner.take());
        }
    }

    /// Only an Unpacker checks.
    void require(bool, std::string_view) {}

    template <typename T>
    Json pack(const T& value)
    {
        if constexpr (std::same_as<T, double>) {
            return packNumber(value);
        } else if constexpr (std::integral<T>) {
            return value;
        } else if constexpr (std::same_as<T, std::string>) {
            return packText(value);
        } else if constexpr (std::is_enum_v<T>) {
            return nameOf(value);
        } else if constexpr (kIsOptional<T> || kIsPointer<T>) {
            return value ? pack(*value) : Json();
        } else if constexpr (std::same_as<T, Values>) {
            return m_arrays.addExactly(value);
        } else if constexpr (kIsVector<T>) {
            return packVector(value);
        } else if constexpr (kIsStdArray<T>) {
            return packEach(value);
        } else {
            Packer inner(m_arrays, m_runs, m_newRuns);
            inner.m_json = Json::object();
            describe(inner, value);
            return std::move(inner.m_json);
        }
    }

    /// Takes the object.
    Json take() { return std::move(m_json); }

private:
    template <typename T>
    Json packVector(const std::vector<T>& items)
    {
        if constexpr (ArrayElement<T>) {
            return items.size() > ArrayWriter::kMostInText ? m_arrays.add(items) : packEach(items);
        } else {
            return packEach(items);
        }
    }

    template <typename Items>
    Json packEach(const Items& items)
    {
        Json list = Json::array();
        for (const auto& item : items) {
            list.push_back(pack(item));
        }
        return list;
    }

    template <typename T, typename M>
    void packColumn(Json& object, const std::vector<T>& items, const char* name, M T::*member)
    {
        std::vector<M> column;
        column.reserve(items.size());
        for (const T& item : items) {
            column.push_back(item.*member);
        }
        object[name] = packVector(column);
    }

    Json packRun(const RunDescriptionPtr& run);

    ArrayWriter& m_arrays;
    KnownRuns& m_runs;
    Json& m_newRuns;
    Json m_json = Json::object();
};

/// Reads the members of a struct from a JSON object. Members that are missing keep their defaults; unknown ones are
/// ignored. Throws ProtocolError for values that do not fit.
class Unpacker
{
public:
    template <typename T>
    using Of = T;
    static constexpr bool kReads = true;

    Unpacker(const Json& json, const ArrayReader& arrays, const KnownRuns& runs)
        : m_json(json)
        , m_arrays(arrays)
        , m_runs(runs)
    {
        if (!json.is_object()) {
            refuse("a value is not an object");
        }
    }

    template <typename T>
    void operator()(const char* name, T& value)
    {
        if (const Json* member = find(name)) {
            try {
                unpack(*member, value);
            } catch (const ProtocolError& error) {
                refuse(std::string(name) + ": " + error.what());
            }
        }
    }

    void run(const char* name, RunDescriptionPtr& run);
    void field(const char* name, FieldPtr& field, const RunDescriptionPtr& run);

    template <typename T, typename... Member>
    void columns(const char* name, std::vector<T>& items, std::pair<const char*, Member>... members)
    {
        const Json* object = find(name);
        if (!object) {
            return;
        }
        Unpacker inner(*object, m_arrays, m_runs);
        bool first = true;
        (inner.unpackColumn(items, std::exchange(first, false), members.first, members.second), ...);
    }

    template <typename Items, typename Use>
    void each(const char* name, Items& items, Use&& use)
    {
        const Json* list = find(name);
        if (!list) {
            return;
        }
        require(list->is_array(), "not a list");
        if constexpr (kIsStdArray<Items>) {
            require(list->size() == items.size(), "a list of another length");
        } else {
            items.clear();
            items.resize(list->size());
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            Unpacker inner((*list)[i], m_arrays, m_runs);
            if constexpr (kIsPointer<typename Items::value_type>) {
                auto made = std::make_shared<std::remove_const_t<typename Items::value_type::element_type>>();
                use(inner, *made);
                items[i] = std::move(made);
            } else {
                use(inner, items[i]);
            }
        }
    }

    void require(bool holds, std::string_view what)
    {
        if (!holds) {
            refuse(what);
        }
    }

    template <typename T>
    void unpack(const Json& json, T& value)
    {
        if constexpr (std::same_as<T, bool>) {
            require(json.is_boolean(), "not true or false");
            value = json.get<bool>();
        } else if constexpr (std::same_as<T, double>) {
            value = unpackNumber(json);
        } else if constexpr (std::integral<T>) {
            unpackInteger(json, value);
        } else if constexpr (std::same_as<T, std::string>) {
            value = unpackText(json);
        } else if constexpr (std::is_enum_v<T>) {
            require(json.is_string() && fromName(json.get_ref<const std::string&>(), value),
                    "an unknown word");
        } else if constexpr (kIsOptional<T>) {
            value.reset();
            if (!json.is_null()) {
                unpack(json, value.emplace());
            }
        } else if constexpr (kIsPointer<T>) {
            value = nullptr;
            if (!json.is_null()) {
                auto made = std::make_shared<std::remove_const_t<typename T::element_type>>();
                unpack(json, *made);
                value = std::move(made);
            }
        } else if constexpr (std::same_as<T, Values>) {
            value = m_arrays.readExactly(json);
        } else if constexpr (kIsVector<T>) {
            unpackVector(json, value);
        } else if constexpr (kIsStdArray<T>) {
            require(json.is_array() && json.size() == value.size(), "a list of another length");
            for (std::size_t i = 0; i < value.size(); ++i) {
                unpack(json[i], value[i]);
            }
        } else {
            Unpacker inner(json, m_arrays, m_runs);
            describe(inner, value);
        }
    }

private:
    const Json* find(const char* name) const
    {
        const auto found = m_json.find(name);
        return found == m_json.end() ? nullptr : &*found;
    }

    template <typename T>
    void unpackInteger(const Json& json, T& value)
    {
        // Json keeps whole numbers in 64 bits, with or without sign.
        const bool fits = json.is_number_unsigned()  ? std::in_range<T>(json.get<std::uint64_t>())
                          : json.is_number_integer() ? std::in_range<T>(json.get<std::int64_t>())
                                                     : false;
        require(fits, "not a whole number, or too large");
        value = json.is_number_unsigned() ? static_cast<T>(json.get<std::uint64_t>())
                                          : static_cast<T>(json.get<std::int64_t>());
    }

    template <typename T>
    void unpackVector(const Json& json, std::vector<T>& items)
    {
        if constexpr (ArrayElement<T>) {
            if (json.is_object()) {
                m_arrays.read(json, items);
                return;
            }
        }
        require(json.is_array(), "not a list");
        items.clear();
        items.resize(json.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            unpack(json[i], items[i]);
        }
    }

    template <typename T, typename M>
    void unpackColumn(std::vector<T>& items, bool first, const char* name, M T::*member)
    {
        std::vector<M> column;
        (*this)(name, column);
        if (first) {
            items.assign(column.size(), T());
        }
        require(column.size() == items.size(), "columns of different lengths");
        for (std::size_t i = 0; i < items.size(); ++i) {
            items[i].*member = column[i];
        }
    }

    const Json& m_json;
    const ArrayReader& m_arrays;
    const KnownRuns& m_runs;
};

} // namespace h5pulse::protocol

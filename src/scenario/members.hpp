#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/draft.hpp"
#include "allot/error.hpp"

namespace allot::scenario {

/// What an entry of a list calls itself: its `id`, or a stage's name; empty if nothing.
std::string_view id_of(const Draft& entry);

/// The entry of a list that calls itself so.
std::optional<std::size_t> entry_with_id(const Draft& list, std::string_view id);

/// Adds an entry of an id that is not there yet, to an object by id or to a list.
void add_entry(Draft& section, const std::string& id, Draft entry);

/// The member of that name, made where there is none; null: it is something else.
Draft* object_in(Draft& owner, std::string_view key);
Draft* list_in(Draft& owner, std::string_view key, const Place& place);

/// A place in a list as a pointer writes it: "0", "12"; neither "-1" nor "01".
std::optional<std::size_t> list_place(std::string_view text);

/// Where the member of that name stands among an object's items; of a list, the entry of that id, else of
/// that place.
std::optional<std::size_t> member(const Draft& container, std::string_view key);

/// "KEY#", the note beside KEY.
std::string note_of(std::string_view key);
bool is_note(std::string_view key);

/// An edit that reaches nothing: no such member there, and the nearest that is.
///
/// shape: `path` is the way to `container`
Problem reaches_nothing(const Draft& container, std::span<const std::string> path, std::string_view key,
                        const Place& place, std::string pointer);

/// Whether two values are the same, whatever the order of an object's members; numbers by their value.
bool same_value(const Draft& one, const Draft& other);

/// How many values it is made of, itself among them.
std::size_t count_values(const Draft& draft);

}  // namespace allot::scenario

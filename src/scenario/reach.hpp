#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/draft.hpp"
#include "allot/error.hpp"

namespace allot::scenario {

/// Where a pointer leads: the container that holds the value, or would, and the last key.
struct Spot {
  Draft* container = nullptr;
  std::vector<std::string> path;     ///< to the container
  std::string key;                   ///< in it
  std::optional<std::size_t> index;  ///< of the value in the container; none if it is not there yet

  Draft& value() const { return container->items[*index]; }
};

/// Whether an edit makes what may be left out on its way.
enum class Missing { is_made, is_a_problem };

/// What a pointer says in an edit: where it stands, and the address of it for messages.
struct Pointer {
  std::string_view text;
  Place place;
  std::string address;
};

/// Follows a pointer up to its last key; nothing, and a problem, if a key before the last is not there.
std::optional<Spot> reach(Draft& root, const Pointer& pointer, Missing missing, std::vector<Problem>& problems);

/// A value of an edit whose name is what the pointer says.
Draft placed(Draft value, const Place& pointer);

/// An entry for a list of things with ids, which says its id; any other value as it is.
Draft entry_of(Draft value, std::string_view id, const Spot& reached);

/// Whether an entry of a new id may be added to that list.
bool takes_entries(const Spot& reached, const Draft& value);

}  // namespace allot::scenario

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "allot/action.hpp"

namespace allot::scenario {

/// What an edit may do with the object at a place of a scenario.
enum class Shape : std::uint8_t {
  keyed,  ///< entries by id, or a list of objects that say their id
  parts,  ///< an entity or a part of one: merged member by member
  whole,  ///< one thing (a parameter's value, a rule, an action, a variant): replaced whole
  open,   ///< a field: what stands there tells
};

/// By the way there alone: an organisation called beta is no distribution.
Shape shape_at(std::span<const std::string> path);

/// Whether the scenario may leave out what stands at that path, so that an edit may reach into it all the
/// same.
bool may_be_left_out(std::span<const std::string> path);

/// Whether the path is that of an intervention.
bool is_intervention(std::span<const std::string> path);

/// What an intervention may do: swap, divert and so on.
std::span<const std::string_view> actions();
bool is_action(std::string_view key);
/// That action, with nothing said of it yet.
Action action_called(std::string_view key);

}  // namespace allot::scenario

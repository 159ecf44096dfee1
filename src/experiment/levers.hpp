#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "allot/scenario.hpp"

namespace allot::experiment {

/// One thing that could have been otherwise, more and more of it by steps.
struct Lever {
  std::string part;     ///< of an explanation, that it acts on
  std::string pointer;  ///< what it changes: "/sites/hall/room/main/at"
  std::int64_t steps;   ///< as many as make sense: to the start, to nothing, to several times as much
  std::function<void(Scenario&, std::int64_t)> apply;
  std::function<std::string(std::int64_t)>
      value;  ///< as the scenario would write it, or "-12d", "x1.2" of what is drawn
  std::function<std::string(std::int64_t)> words;  ///< to follow "if": "the lot l3 came 12 days earlier"
};

/// Whose days are explained, and whose levers are looked for.
struct Latecomer {
  bool is_order = false;
  std::size_t index = 0;  ///< among organisations or orders
};

/// The levers that belong to a part of an explanation: to `room`, `power`: the days and amounts of the site's
/// sources; to `install`: its crews; to `commissioning`, `stage.NAME`: their days; to `supply`, `lot_slip`:
/// the days of its lots and how much a plan brings; to `slack` those of both; to `passed_over`: priority and
/// weight; to `minimum`: no minimum. None belong to other parts.
std::vector<Lever> levers_of(const Scenario& scenario, const Latecomer& who, const std::string& part);

/// Doing without the intervention of that id.
Lever without(const Scenario& scenario, const std::string& intervention, const std::string& part);

}  // namespace allot::experiment

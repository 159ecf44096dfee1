#pragma once

#include <string>
#include <vector>

#include "foresight/best.hpp"

namespace allot::foresight {

/// Why no bound can be given: what is asked for, or what comes, would depend on the rule. In words, each a part of a
/// sentence; empty: one can.
std::vector<std::string> obstacles(const model::Model& model, Goal goal);

/// What the bound does not hold the best to, of what the model has. In words, likewise. `is_typical`: nothing is drawn.
std::vector<std::string> relaxations(const model::Model& model, Goal goal, bool is_typical);

}  // namespace allot::foresight

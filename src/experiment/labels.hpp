#pragma once

#include <string>

#include "allot/basis.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

namespace allot::experiment {

/// By label where there is one, else by id.
template <class Entity>
std::string name_of(const Entity& it) {
  return it.label.empty() ? it.id : it.label;
}

Labels labels_of(const Scenario& scenario);

/// What an answer says of the scenario; its hash is added by who knows the file.
Basis basis_of(const Scenario& scenario);

}  // namespace allot::experiment

#pragma once

#include "allot/basis.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

namespace allot::experiment {

Labels labels_of(const Scenario& scenario);

/// What an answer says of the scenario; its hash is added by who knows the file.
Basis basis_of(const Scenario& scenario);

}  // namespace allot::experiment

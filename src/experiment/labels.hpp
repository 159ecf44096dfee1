#pragma once

#include "allot/labels.hpp"
#include "allot/scenario.hpp"

namespace allot::experiment {

Labels labels_of(const Scenario& scenario);

}  // namespace allot::experiment

#pragma once

#include "allot/scenario.hpp"
#include "model/model.hpp"

namespace allot::model {

/// The scenario as flat columns. Cannot fail: `check` left nothing to refuse.
Model compile(const Scenario& scenario);

}  // namespace allot::model

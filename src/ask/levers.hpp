#pragma once

#include <string>

#include "allot/scenario_io.hpp"

namespace allot::ask_text {

/// What may be moved, as allot/ask.hpp describes it.
///
/// shape: `scenario` is what `check` made of `file`
std::string levers_json(const ScenarioFile& file, const Scenario& scenario);

}  // namespace allot::ask_text

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/sensitivity.hpp"

namespace allot::experiment {

using FieldSettings = std::vector<std::pair<std::string, std::string>>;  ///< pointers and values

/// What puts the distribution of each field in its place: what is wrong with it there is said of what was asked.
///
/// errors: RequestError for values of no form, a field that is named twice
FieldSettings distributions_at(const std::vector<VariedField>& varied);

/// The same with a parameter in place of each field that is none: the values of one are drawn once a replication wherever
/// it stands, those of a delay too.
FieldSettings parameters_at(const std::vector<VariedField>& varied);

/// The field that a parameter stands for; null if it is none of those.
const VariedField* field_of_parameter(const std::vector<VariedField>& varied, const std::string& parameter);

/// errors: RequestError where one is a parameter that there is not, with the nearest: made anew, it would move nothing
void expect_parameters(const ScenarioFile& file, const std::vector<VariedField>& varied);

}  // namespace allot::experiment

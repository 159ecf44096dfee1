#pragma once

#include "allot/draft.hpp"

namespace allot::scenario {

/// The JSON Schema (draft 7) of a scenario, a patch or a file that extends another, as a draft.
///
/// gives:  what it refuses, `check` refuses; rules that span fields are left to `check`
/// source: Wright, Andrews and Hutton (2018), JSON Schema Validation,
/// draft-handrews-json-schema-validation-01
Draft schema_draft();

/// The definitions of what values look like: date, duration, ..., parameter, distribution, rule, note,
/// variant.
void define_values(Draft& definitions);

}  // namespace allot::scenario

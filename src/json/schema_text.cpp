#include "allot/scenario_io.hpp"
#include "json/write.hpp"
#include "scenario/schema.hpp"

namespace allot {

std::string schema() { return json::write(scenario::schema_draft()); }

}  // namespace allot

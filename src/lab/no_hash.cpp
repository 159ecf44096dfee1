#include "allot/scenario_io.hpp"

// No library for SHA-256 is packaged for WebAssembly: there an answer names no hash.
namespace allot {

std::string hash(const ScenarioFile&) { return {}; }

}  // namespace allot

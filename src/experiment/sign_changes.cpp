#include "experiment/sign_changes.hpp"

namespace allot::experiment {

std::vector<std::int64_t> evenly_spaced(std::int64_t steps, std::int64_t parts) {
  std::vector<std::int64_t> out;
  for (std::int64_t k = 0; k <= parts; ++k) {
    const std::int64_t step = steps / parts * k + steps % parts * k / parts;
    if (out.empty() || out.back() != step) out.push_back(step);
  }
  return out;
}

}  // namespace allot::experiment

#include "experiment/until_precise.hpp"

#include <algorithm>
#include <optional>

#include "allot/solution.hpp"
#include "experiment/metric_by_path.hpp"
#include "statistics/estimate.hpp"
#include "statistics/relative_precision.hpp"

// The rule of Law and Kelton: after each batch the half-width of the 95% interval is held against gamma / (1 + gamma) of the
// mean. The batches are fixed beforehand, so that what is looked at depends on the seed alone; a clock or memory that is
// used up only says which of these batches is the last.

namespace allot::experiment {
namespace {

constexpr std::size_t most_for_precision = 10'000'000;
constexpr std::size_t batch_without_precision = 100;

std::vector<double> precise_values(const Rows& rows, const std::string& path) {
  std::vector<double> values = metric_by_path(rows, path);
  if (is_date(path))
    for (double& it : values) it = (it - static_cast<double>(rows.point().model.start)) / day;
  return values;
}

/// What a look at all rows says of one of those that are wanted.
struct Look {
  ReachedPrecision precision;
  bool is_hopeless = false;
};

Look look_at(const Rows& rows, const WantedPrecision& wanted) {
  const Estimate it = estimate(precise_values(rows, wanted.metric));
  if (!rows.is_random()) return {{wanted, it.mean, 0, it.count > 0}, it.count == 0};
  const double half = half_width(it);
  const bool is_enough = it.count >= least_for_precision;
  return {
      {wanted, it.mean, half, is_enough && is_precise(half, it.mean, wanted.relative)},
      rows.size() >= least_for_precision && least_count(it, wanted.relative) > static_cast<double>(most_for_precision)};
}

/// Why there is no further batch after these rows, if so.
std::optional<StoppedBy> end_of(const Study& study, const std::vector<Look>& looks, std::size_t most) {
  const auto is_reached = [](const Look& it) { return it.precision.is_reached; };
  const Sampling& sampling = study.design().sampling();
  if (!looks.empty() && std::all_of(looks.begin(), looks.end(), is_reached)) return StoppedBy::precision;
  if (!study.is_random()) return StoppedBy::count;
  if (!looks.empty() &&
      std::all_of(looks.begin(), looks.end(), [&](const Look& it) { return is_reached(it) || it.is_hopeless; }))
    return StoppedBy::hopeless;
  if (study[0].size() >= most) return looks.empty() ? StoppedBy::count : StoppedBy::most;
  if (sampling.is_enough && sampling.is_enough()) return StoppedBy::time;
  return std::nullopt;
}

bool fits(const Design& design, std::size_t rows) {
  try {
    refuse_too_large(design, rows);
    return true;
  } catch (const TooMuch&) {
    return false;
  }
}

}  // namespace

Stopped simulate_until_precise(Study& study) {
  const Sampling& sampling = study.design().sampling();
  if (sampling.only && !sampling.precisions.empty())
    throw RequestError("--precision takes many replications, and --replication is one");
  const bool is_sought = !sampling.precisions.empty();
  const std::size_t asked = study.design().block().to, most = is_sought ? most_for_precision : asked;
  const std::size_t batch = is_sought ? asked : batch_without_precision;
  for (std::size_t rows = std::min(batch, most);; rows = std::min(rows + batch, most)) {
    study.extend(rows);
    std::vector<Look> looks;
    for (const WantedPrecision& wanted : sampling.precisions) looks.push_back(look_at(study[0], wanted));
    auto end = end_of(study, looks, most);
    if (!end && !fits(study.design(), std::min(rows + batch, most))) end = StoppedBy::memory;
    if (!end) continue;
    Stopped out{*end, {}};
    for (Look& it : looks) out.precisions.push_back(std::move(it.precision));
    return out;
  }
}

}  // namespace allot::experiment

#include <cmath>
#include <string>

#include "allot/report.hpp"
#include "base/text.hpp"

namespace allot {
namespace {

std::string why_stopped(StoppedBy by) {
  switch (by) {
    case StoppedBy::time: return "the time was over";
    case StoppedBy::memory: return "a further batch takes more than --max-memory";
    case StoppedBy::most: return "that is the most there can be";
    case StoppedBy::hopeless: return "what is not reached would take more than 10,000,000 of them";
    case StoppedBy::count:
    case StoppedBy::precision: break;
  }
  return {};
}

// "system.online_gpu_days: 1.3% of its mean, and not 1%"
std::string missed(const ReachedPrecision& it) {
  const std::string wanted = ", and not " + trimmed(100 * it.wanted.relative, 4) + "%";
  if (std::isnan(it.mean)) return it.wanted.metric + ": it has no value in any replication";
  if (it.mean == 0 && it.half_width == 0) return it.wanted.metric + ": it is 0 in every replication";
  if (std::isnan(it.half_width)) return it.wanted.metric + ": it has a value in one replication alone";
  return it.wanted.metric + ": 95% interval of " + trimmed_with_thousands(it.mean, 4) + " plus or minus " +
         trimmed_with_thousands(it.half_width, 4) + wanted;
}

}  // namespace

std::vector<std::string> said_of_stopping(const Results& results) {
  std::vector<std::string> out;
  const std::string why = why_stopped(results.stopped_by);
  if (!why.empty())
    out.push_back("stopped after " + counted_text(static_cast<std::int64_t>(results.replications), "replication") +
                  ", as " + why + "; the results are those of -n " + std::to_string(results.replications));
  for (const ReachedPrecision& it : results.precisions)
    if (!it.is_reached) out.push_back("precision not reached: " + missed(it));
  return out;
}

}  // namespace allot

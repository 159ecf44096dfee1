#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "allot/ledger.hpp"
#include "allot/precision.hpp"
#include "allot/results.hpp"
#include "allot/scenario.hpp"

/// Asking what a scenario comes to. A scenario with chance in it is simulated many times; replication r always meets the
/// same chance, whatever else is asked, on any number of threads.
namespace allot {

/// How a scenario is sampled. Nothing here but `threads` and `progress` may be left to the machine, and those never
/// change a result.
struct Sampling {
  std::size_t replications = 1000;
  std::uint64_t seed = 1;
  std::size_t threads = 1;
  std::optional<std::uint64_t> only;  ///< exactly this replication
  bool is_typical = false;            ///< every draw at its median
  bool with_series = false;           ///< levels over time as well
  bool with_orders = true;            ///< metrics of single orders as well; of a long order book they are most of a run
  /// Of `run` and `compare`: paths of metrics that are kept, "organisation.*.online_gpu_days", where * stands for anything; also
  /// of levels over time. Others are neither estimated nor in the results. Empty: all.
  std::vector<std::string> metrics;
  std::vector<std::pair<std::string, Date>> chances;  ///< of milestones, to be reached by then
  bool with_fairness = false;                         ///< how evenly each period of the grid was served as well
  /// What only an answer shows as well (allot/answers.hpp): of `Results` quartiles of series, `sites`, `timeline`,
  /// `quantiles`; of a comparison differences over time, where `with_series` too, and their quantiles.
  bool with_answer = false;
  bool shares_prefix = true;  ///< variants are simulated once up to where they part; changes no result
  /// Of `run`: as many replications as it takes until each of these is reached, looked at after each batch of
  /// `replications`, from the thirtieth replication on (docs/precision.md).
  std::vector<WantedPrecision> precisions;
  /// Of `run`: asked after each batch, without `precisions` after every hundredth replication; true: it is the last one.
  std::function<bool()> is_enough;
  /// Bytes; a larger run is refused. Where addresses have 32 bits there are no more than 4 GB.
  std::size_t max_memory = std::size_t{sizeof(std::size_t) > 4 ? 8 : 2} << 30;
  /// Told before the work, in a sentence, that it will take long, and why.
  std::function<void(const std::string&)> notice;
  /// Told the replications done and in all, from time to time; false stops the run.
  std::function<bool(std::size_t, std::size_t)> progress;
};

/// The run was stopped from outside; nothing of it is kept.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// What was asked cannot be done as asked: an unknown metric, nothing to compare.
class RequestError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was asked is more than can be done, or than is allowed: memory, time. Said before it begins, with the figure
/// and what to change.
class TooMuch : public RequestError {
 public:
  using RequestError::RequestError;
};

/// Simulates the scenario and says of every metric what the replications say.
///
/// gives:  the same results for the same scenario, seed and build, on any number of threads
/// errors: RequestError, Interrupted
/// cost:   one replication a core at a time; 8 bytes a metric and replication
Results run(const Scenario& scenario, const Sampling& sampling);

/// The ledger of one replication: every award, transfer and change of state.
std::vector<LedgerLine> trace(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication, bool is_typical);

}  // namespace allot

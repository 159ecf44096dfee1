#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/compared_files.hpp"
#include "allot/fit.hpp"
#include "allot/game.hpp"
#include "allot/lock_changes.hpp"
#include "allot/ranking.hpp"
#include "allot/ration.hpp"
#include "allot/sensitivity.hpp"
#include "allot/sweep_database.hpp"
#include "allot/trade.hpp"
#include "python/told.hpp"

/// The questions, each one call of the library. What is asked beside the scenario is as the program has it; dates are
/// texts that were looked at.
namespace allot::python {

using Names = std::vector<std::string>;

// what a scenario comes to, and what a decision changes: questions_of_variants.cpp
/// Of `run` alone: precisions to be reached, and seconds after which it is enough.
struct RunWords {
  std::vector<AskedChance> chances;
  std::vector<std::pair<std::string, double>> precisions;
  std::optional<double> most_seconds;
  Names metrics;  ///< patterns of those that are kept
  bool with_series = true;
};
Told ask_run(const Asked& asked, const RunWords& words);
Told ask_compare(const Asked& asked, const Names& variants, const std::string& baseline,
                 std::size_t replications_of_thresholds, const Names& metrics, bool with_series);
Told ask_divergence(const Asked& asked, const Names& variants, const std::string& baseline);
Told ask_bound(const Asked& asked, const Names& variants, const std::string& baseline, const std::string& metric,
               const Names& rules);
Told ask_attribute(const Asked& asked, const Names& edits);
Told ask_explain(const Asked& asked, const Names& ids, bool with_remedies);

// what to decide: questions_of_decisions.cpp
Told ask_solve(const Asked& asked, const std::string& axis, const std::string& target, const std::string& tolerance);
Told ask_compensation(const Asked& asked, const std::string& intervention);
Told ask_game(const Asked& asked, GameRequest request, const Names& rules);
Told ask_trade(const Asked& asked, TradeRequest request, const Names& at);
Told ask_cash(const Asked& asked, const std::string& organisation, const std::string& by, Names against);

// what is planned and promised: questions_of_plans.cpp
Told ask_plan(const Asked& asked, double probability, const std::optional<HeldFile>& since);
/// `files`: what happened, by the names of a week's files.
Told ask_roll(const Asked& asked, const std::string& to, const Files& files, bool goes_on);
/// What is asked of orders: each an id, which may be empty, and an entry in JSON; or a CSV by its path.
struct PromiseWords {
  std::vector<std::pair<std::string, std::string>> orders;
  std::string book, by;
  std::optional<Units> units;
  double probability = 0.9;
  bool calibrates = false, is_each_alone = false, is_list = false;
};
Told ask_promise(const Asked& asked, const PromiseWords& words);
Told ask_locks(const Asked& asked, const LockChanges& changes, double probability);

// studies of many points: questions_of_studies.cpp
struct RankWords {
  Names metrics, variants;
  double probability = 0.95;
  std::string indifference;
  std::size_t most = 10'000;
};
Told ask_rank(const Asked& asked, const RankWords& words);
Told ask_sensitivity(const Asked& asked, const SensitivityQuestion& question);
/// The design is JSON (`read_design_text`), or a file by its path.
struct SweepWords {
  std::string database, design, design_file;
  Names compared, metrics;
  bool with_series = false, is_resumed = false;
  Shard shard;
};
Told ask_sweep(const Asked& asked, const SweepWords& words);
Told ask_merge(const std::string& into, const Names& shards, const std::string& arguments);

// a distribution alone
/// Rows by their bounds, and of which group each is; no groups: none are asked for.
struct FitWords {
  std::vector<double> low, high;
  Names groups, families;
  std::size_t samples = 199;
  std::uint64_t seed = 1;
  std::string column, by;
};
Told ask_fit(const FitWords& words, const std::string& arguments);
Names families_of_fits();

// a division alone
Told ask_ration(const RationRequest& request, const std::string& arguments);

}  // namespace allot::python

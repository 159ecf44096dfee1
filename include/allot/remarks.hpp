#pragma once

#include <string>
#include <vector>

#include "allot/compared_files.hpp"
#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"

/// What is to be said of a scenario that passes every check: settings without effect, and decisions that found nothing, or
/// less than they asked for. The program writes it to standard error; nobody is refused for it.
namespace allot {

/// What is to be said of settings, over scenarios of one file: one that has an effect in any of them is silent in none;
/// and of patches, what changes nothing.
class Remarks {
 public:
  /// Of a variant its name is said.
  void add(const ScenarioFile& file, const Scenario& scenario, const std::string& variant = {});
  /// The file's own variants, but only for what has an effect in them.
  void ask_variants(const ScenarioFile& file, const Scenario& scenario);
  std::vector<Problem> all() const;

 private:
  std::vector<Problem> changes_nothing_;  ///< what patches say
  std::vector<Effects> noted_, asked_;
};

/// Of one scenario, its variants asked.
///
/// shape: `scenario` is what `check` made of `file`
std::vector<Problem> remarks_on(const ScenarioFile& file, const Scenario& scenario);

/// Of scenarios that are compared: of variants of the first, or else of files of their own.
std::vector<Problem> remarks_on(const ComparedFiles& compared, bool are_variants);

/// Of a file and every variant of it, all of which are checked: what one of them gets wrong is wrong today, not on the day
/// it is run.
///
/// shape:  as `remarks_on`
/// errors: InputError with what is wrong in any of the variants
std::vector<Problem> remarks_on_all(const ScenarioFile& file, const Scenario& scenario);

/// Which decisions of a replication (`lacks`) found nothing, or less than they asked for; nothing of an order book of more
/// than 200,000 orders, whose ledger takes too much memory to be looked at unasked.
///
/// shape: as `remarks_on`; of a variant its name is said
std::vector<Problem> remarks_on_lacks(const ScenarioFile& file, const Scenario& scenario, const Sampling& sampling,
                                      const std::string& variant = {});
std::vector<Problem> remarks_on_lacks(const ComparedFiles& compared, const Sampling& sampling);

}  // namespace allot

#include "cli/remarks.hpp"

#include "cli/wrap.hpp"

namespace allot::cli {

void say(const std::vector<Problem>& remarks, const ScenarioOptions& options, bool is_quiet) {
  if (remarks.empty()) return;
  if (options.is_strict) throw InputError(remarks);
  if (!is_quiet) say_notes(describe_remarks(remarks));
}

void say_lacks(const ScenarioFile& file, const Scenario& scenario, const Sampling& sampling, bool is_quiet,
               const std::string& variant) {
  if (!is_quiet) say_notes(describe_remarks(remarks_on_lacks(file, scenario, sampling, variant)));
}

Scenario checked(const ScenarioOptions& options, const ScenarioFile& file, bool is_quiet) {
  Scenario scenario = check(file);
  say(remarks_on(file, scenario), options, is_quiet);
  return scenario;
}

}  // namespace allot::cli

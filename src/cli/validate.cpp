#include <fmt/core.h>

#include <memory>

#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
#include "cli/wrap.hpp"
#include "json/write.hpp"
#include "report/wording.hpp"

namespace allot::cli {
namespace {

struct ValidateOptions {
  ScenarioOptions scenario;
  bool shows_resolved = false, shows_sources = false;
};

std::string sources_text(const ScenarioFile& file) {
  std::string text;
  for (const Note& note : sources(file))
    text +=
        wrapped_row(note.confidence.empty() ? "none" : note.confidence,
                    printable(note.pointer + (note.source.empty() ? "" : "  " + note.source)), 11, width_of_output());
  return text;
}

void run(const ValidateOptions& options) {
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario scenario = check(file);
  const std::vector<Problem> remarks = remarks_on_all(file, scenario);
  say(remarks, options.scenario);
  if (options.shows_resolved) return print(json::write(resolved(file)) + "\n");
  if (options.shows_sources) return print(sources_text(file));
  using report::counted;
  say_notes(
      fmt::format("{}: valid; {}, {}, {}, {}{}\n", printable(options.scenario.file),
                  counted(scenario.organisations.size(), "organisation"), counted(scenario.orders.size(), "order"),
                  counted(scenario.interventions.size(), "intervention"), counted(scenario.variants.size(), "variant"),
                  remarks.empty() ? "" : "; " + counted(remarks.size(), "note")));
}

}  // namespace

void add_validate(Program& program) {
  const auto options = std::make_shared<ValidateOptions>();
  Command command =
      program.command("validate", "read and check a scenario and its variants, saying every error at once");
  add_scenario(command, options->scenario);
  command.flag("--resolved", options->shows_resolved, "print the scenario with every default filled in");
  command.flag("--sources", options->shows_sources,
               "list every number with its confidence and source, those without any first");
  command.footer("Examples:\n  allot validate my.json\n  allot validate my.json --sources");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

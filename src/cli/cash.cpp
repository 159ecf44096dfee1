#include "allot/file_questions.hpp"

#include <algorithm>
#include <memory>

#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct CashOptions {
  ScenarioOptions scenario;
  std::string organisation, by = "month", against;
  SamplingOptions sampling;
  OutputOptions output;
};

CashPeriod period_from(const std::string& text) {
  one_of("--by", text, {"month", "quarter", "year"});
  return text == "month" ? CashPeriod::month : text == "quarter" ? CashPeriod::quarter : CashPeriod::year;
}

// "rent" is no variant.
std::vector<std::string> variants_from(const CashOptions& options, CashRequest& request) {
  std::vector<std::string> names = comma_separated(options.against);
  const auto rent = std::find(names.begin(), names.end(), "rent");
  request.against_rent = rent != names.end();
  if (request.against_rent) names.erase(rent);
  return names;
}

CashFlows found_by(const CashOptions& options, const ScenarioFile& file, const std::vector<std::string>& against,
                   const CashRequest& request, const Sampling& sampling) {
  try {
    return cash(file, edits_from(options.scenario), against, request, sampling);
  } catch (const InputError& error) {
    throw as_typed(error, "--variant", "--against");
  }
}

void run(const CashOptions& options) {
  CashRequest request;
  request.organisation = options.organisation;
  request.by = period_from(options.by);
  const std::vector<std::string> variants = variants_from(options, request);
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const ScenarioFile file = read_scenario(options.scenario.file);
  checked(options.scenario, edited_by(options.scenario, file), options.sampling.is_quiet);
  const CashFlows found = found_by(options, file, variants, request, sampling);
  give(found, "cash", options.output, format, style);
}

}  // namespace

void add_cash(Program& program) {
  const auto options = std::make_shared<CashOptions>();
  Command command =
      program.command("cash", "what each organisation pays and earns by date, and whether another way is worth more");
  add_scenario(command, options->scenario);
  command.option("--organisation", options->organisation,
                 "only this one; default: each that has money, and all together");
  command.option("--by", options->by, "month, quarter or year");
  command.option("--against", options->against,
                 "rent: the same hours online, rented, and those needed alone; or the name of a variant, such as one "
                 "that waits for the next "
                 "generation; several separated by commas");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  add_workbook(command, options->output);
  command.footer(
      "A scenario says with 'money' that it is reckoned by date.\n\n"
      "Examples:\n  allot cash data/examples/money/buy-or-rent.json --by quarter --against rent,wait\n  allot cash "
      "my.json "
      "--organisation lab -o cash.xlsx");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

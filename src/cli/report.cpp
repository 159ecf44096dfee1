#include <filesystem>
#include <memory>

#include "allot/page.hpp"
#include "allot/sweep_summary.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/compared.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/remarks.hpp"
#include "cli/streams.hpp"
#include "json/read_file.hpp"
#include "store/database.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t usual_thresholds_of_a_page = 100;
constexpr std::size_t most_pairs_with_thresholds = 3;

struct ReportOptions : ComparedOptions {
  std::vector<std::string> inputs;
  SamplingOptions sampling;
  std::string page, thresholds;
  std::shared_ptr<const CommandLine> typed;
};

// The answer of what a database of a sweep holds, as the command that wrote it gave it.
Answer answer_of_database(const std::filesystem::path& path) {
  const SweepSummary summary = summary_of(path);
  return answer_from_json(tidy_json(answer_of(summary)), path.string());
}

// A folder stands for the answer in it. Nothing where it is a scenario, or is not there, which reading it then says.
std::optional<Answer> answer_in(const std::string& input) {
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(input, ignored);
  const std::filesystem::path path =
      is_folder ? std::filesystem::path(input) / "answer.json" : std::filesystem::path(input);
  if (is_folder && !std::filesystem::exists(path, ignored))
    throw EnvironmentError("there is no answer.json in " + input + "; --out DIR writes one");
  if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
  if (!is_folder && store::is_database(path)) return answer_of_database(path);
  const TextPointer text = json::read_regular_file(path);
  if (!is_folder && !is_answer(text->content)) return std::nullopt;
  return answer_from_json(text->content, path.string());
}

// What was typed, but for the word of the command: as `compare` and `run` are asked the same.
CommandLine as_if(const std::string& command, const CommandLine& typed, std::vector<std::string> more) {
  CommandLine out{command, typed.arguments};
  out.arguments.insert(out.arguments.end(), more.begin(), more.end());
  return out;
}

// How the questions beside the main one are asked of the variant that they are about.
CommandLine of_part(const std::string& command, const ScenarioOptions& options, const SamplingOptions& sampling,
                    std::size_t replications, const std::vector<std::string>& ids) {
  CommandLine out{command, {options.file}};
  out.arguments.insert(out.arguments.end(), ids.begin(), ids.end());
  if (!options.variant.empty()) out.arguments.insert(out.arguments.end(), {"--variant", options.variant});
  for (const std::string& it : options.settings) out.arguments.insert(out.arguments.end(), {"--set", it});
  out.arguments.insert(out.arguments.end(), {"-n", std::to_string(replications)});
  if (sampling.seed != "1") out.arguments.insert(out.arguments.end(), {"--seed", sampling.seed});
  if (!sampling.only.empty()) out.arguments.insert(out.arguments.end(), {"--replication", sampling.only});
  if (sampling.is_typical) out.arguments.emplace_back("--typical");
  if (command == "explain") out.arguments.emplace_back("--no-remedies");
  return out;
}

std::string page_of(const PageFindings& findings, const CommandLine& main, const ReportOptions& options,
                    const ScenarioOptions& variant, const Sampling& sampling) {
  const std::size_t few = sampling_of_parts(sampling).replications;
  std::vector<Answer> answers = answers_of(findings);
  std::size_t next = 0;
  answers[next] = asked_by(main, std::move(answers[next]));
  if (findings.explanations) {
    ++next;
    answers[next] =
        asked_by(of_part("explain", variant, options.sampling, few, findings.explained), std::move(answers[next]));
  }
  if (findings.attributions) {
    ++next;
    answers[next] = asked_by(of_part("attribute", variant, options.sampling, few, {}), std::move(answers[next]));
  }
  return html_page(answers);
}

// Of the first pair the variant, or of files of their own the second.
ScenarioOptions options_of_variant(const ReportOptions& options, const Compared& compared) {
  const std::size_t place = compared.all.pairs().empty() ? 1 : compared.all.pairs().front().variant;
  if (!options.others.empty()) return {options.others[place - 1], "", {}, false};
  return with_variants(options.scenario, compared.all.scenarios()[place].first);
}

// Left to us, they are looked for where few decisions are judged: every point simulates all that is compared.
std::size_t thresholds_asked(const ReportOptions& options, const Compared& compared) {
  if (!options.thresholds.empty()) return whole_number("--flips", options.thresholds, 0);
  const std::size_t pairs =
      compared.all.pairs().empty() ? compared.all.scenarios().size() - 1 : compared.all.pairs().size();
  return pairs <= most_pairs_with_thresholds ? usual_thresholds_of_a_page : 0;
}

// One scenario, which is read already: standard input can be read but once.
std::string page_of_one(const ReportOptions& options, const ScenarioFile& as_written, const Sampling& sampling) {
  const ScenarioFile file = edited_by(options.scenario, as_written);
  const Scenario scenario = checked(options.scenario, file, options.sampling.is_quiet);
  const PageFindings findings = page_findings(file, sampling);
  say_lacks(file, scenario, sampling, options.sampling.is_quiet);
  return page_of(findings, as_if("run", *options.typed, {}), options, options.scenario, sampling);
}

std::string page_of_scenario(const ReportOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  if (!options.thresholds.empty()) whole_number("--flips", options.thresholds, 0);
  const Compared compared = compared_by(options);
  if (compared.all.scenarios().size() < 2) return page_of_one(options, *compared.as_written, sampling);
  say_remarks(options, compared, options.sampling.is_quiet);
  const std::size_t thresholds = thresholds_asked(options, compared);
  const PageFindings findings = page_findings(compared.all, sampling, thresholds);
  say_lacks(compared, sampling, options.sampling.is_quiet);
  std::vector<std::string> more;
  if (options.thresholds.empty()) more = {"--flips", std::to_string(thresholds)};
  return page_of(findings, as_if("compare", *options.typed, std::move(more)), options,
                 options_of_variant(options, compared), sampling);
}

// Answers are told as they are: what says how to simulate would change nothing.
void expect_no_question(const CommandLine& typed) {
  for (const std::string& it : typed.arguments) {
    const std::string name = it.substr(0, it.find('='));
    for (const char* const one :
         {"--variant", "--set", "--strict", "--variants", "--baseline", "--flips", "--replications", "--precision",
          "--max-time", "--seed", "--replication", "--typical"})
      if (name == one || (it.starts_with("-n") && one == std::string("--replications")))
        throw UsageError(one + std::string(" is asked of a scenario; these are answers, and nothing is simulated"));
  }
}

std::string page_asked(const ReportOptions& asked) {
  std::vector<Answer> answers;
  for (const std::string& input : asked.inputs) {
    std::optional<Answer> answer = answer_in(input);
    if (answer) answers.push_back(std::move(*answer));
  }
  if (answers.size() == asked.inputs.size()) {
    expect_no_question(*asked.typed);
    return html_page(answers);
  }
  if (!answers.empty())
    throw UsageError("a page is made of scenarios, which are simulated, or of answers, which are not; both were given");
  ReportOptions options = asked;
  options.scenario.file = asked.inputs.front();
  options.others.assign(asked.inputs.begin() + 1, asked.inputs.end());
  return page_of_scenario(options);
}

void run(const ReportOptions& options) {
  expect_room_for_page(options.page);
  for (const std::string& input : options.inputs) {
    expect_apart(input, options.page);
    expect_apart(std::filesystem::path(input) / "answer.json", options.page);
  }
  write_page(options.page, page_asked(options));
}

}  // namespace

void add_report(Program& program) {
  const auto options = std::make_shared<ReportOptions>();
  Command command = program.command("report", "one HTML page with charts: of a scenario, or of answers that are there");
  options->typed = command.typed();
  command.required_list(
      "INPUT", options->inputs,
      "a scenario (or several, compared); or answers of one scenario: each an answer.json that --out writes, or "
      "its folder; or the database of a sweep");
  command.required("-o,--output", options->page, "the page to write, in place of what is there; - prints it");
  add_edits(command, options->scenario);
  add_compared(command, *options);
  command.option("--flips", options->thresholds,
                 "look for what would reverse the answer, with so many replications a point; 0: do not; default: 100 "
                 "where at most three differences are compared, else 0");
  add_sampling(command, options->sampling, Until::precise_or_late);
  command.footer(
      "Examples:\n  allot report data/scenarios/h100-swap.json -o swap.html\n  allot compare my.json --out found && "
      "allot report found -o my.html");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

#include <unistd.h>

#include <algorithm>
#include <memory>

#include "allot/plot.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "cli/streams.hpp"

namespace allot::cli {
namespace {

struct SensitivityOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  std::vector<std::string> metrics, methods, varied, groups, correlations;
  std::string only;
  bool shows_plot = false, is_plain = false;
};

// NAME and the rest of NAME=REST.
std::pair<std::string, std::string> parted(const std::string& option, const std::string& text,
                                           const std::string& form) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw UsageError(option + ": expected " + form + ", found '" + text + "'");
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<SensitivityMethod> methods_from(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const SensitivityMethod it : sensitivity_methods()) words.emplace_back(word_of(it));
  std::vector<SensitivityMethod> out;
  for (const std::string& text : texts)
    for (const std::string& word : comma_separated(text)) {
      one_of("--method", word, words);
      const SensitivityMethod method =
          sensitivity_methods()[static_cast<std::size_t>(std::ranges::find(words, word) - words.begin())];
      if (std::ranges::count(out, method) == 0) out.push_back(method);
    }
  return out;
}

InputCorrelation correlation_from(const std::string& text) {
  const std::string form = "A,B=CORRELATION such as hall_ready,ship_late=0.5";
  const auto [names, rho] = parted("--correlate", text, form);
  const std::vector<std::string> both = comma_separated(names);
  if (both.size() != 2) throw UsageError("--correlate: expected " + form + ", found '" + text + "'");
  return {both[0], both[1], decimal_number("--correlate", rho)};
}

SensitivityQuestion question_from(const SensitivityOptions& options) {
  SensitivityQuestion out;
  out.metrics = options.metrics;
  out.methods = methods_from(options.methods);
  for (const std::string& it : options.varied) {
    const auto [pointer, values] =
        parted("--vary", it, "POINTER=LOW..HIGH such as /parameters/hall_ready=2023-12-01..2024-12-01");
    out.varied.push_back({pointer, values});
  }
  out.only = comma_separated(options.only);
  for (const std::string& it : options.groups) {
    const auto [name, pointers] = parted("--group", it, "NAME=POINTER,POINTER");
    out.groups.push_back({name, comma_separated(pointers)});
  }
  for (const std::string& it : options.correlations) out.correlations.push_back(correlation_from(it));
  return out;
}

void refuse_set_and_varied(const SensitivityOptions& options, const SensitivityQuestion& question) {
  for (const std::string& setting : options.scenario.settings)
    for (const VariedField& it : question.varied)
      if (setting.starts_with(it.pointer + "=")) throw UsageError("--set: " + it.pointer + " is what --vary moves");
}

// Only below tables, and only in a terminal.
void print_bars(const Sensitivity& found, const SensitivityOptions& options, Format format, Style style) {
  if (!options.shows_plot || format != Format::table || !isatty(STDOUT_FILENO)) return;
  style.is_plain = options.is_plain;
  if (const std::string bars = plot(found, style); !bars.empty()) print("\n" + bars);
}

void run(const SensitivityOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const SensitivityQuestion question = question_from(options);
  refuse_set_and_varied(options, question);
  const ScenarioFile file = read_scenario(options.scenario.file);
  checked(options.scenario, edited_by(options.scenario, file), options.sampling.is_quiet);
  const auto made = [&](const Settings& settings, const std::string& variant) {
    return edited_by(options.scenario, file, settings, variant);
  };
  try {
    Sensitivity found = sensitivity(made, question, sampling);
    if (shows_answer(options.output, format)) found.basis.hash = hash(edited_by(options.scenario, file));
    give(found, "sensitivity", options.output, format, style);
    print_bars(found, options, format, style);
  } catch (const InputError& error) {
    InputError typed = error;
    for (const VariedField& it : question.varied) typed = as_typed(typed, "--set", "--vary", it.pointer + "=");
    throw as_typed(typed, "--variant", "--metric");
  }
}

}  // namespace

void add_sensitivity(Program& program) {
  const auto options = std::make_shared<SensitivityOptions>();
  Command command = program.command(
      "sensitivity", "what decides the answer: whose the spread is, what nobody knows or the course of events");
  add_scenario(command, options->scenario);
  command.list("--metric", options->metrics,
               "what is looked at: a path such as organisation.tesla.online_gpu_days, milestone.ID.date, or "
               "difference.NAME.PATH, the scenario less variant NAME; repeatable; default: online GPU-days");
  command.list("--method", options->methods,
               "tornado, morris, sobol or shapley; repeatable; default: tornado, and sobol, or where inputs are "
               "correlated shapley");
  command.list(
      "--vary", options->varied,
      "make an input of a known field: POINTER=LOW..HIGH, or POINTER and a distribution as a scenario writes it; "
      "repeatable");
  command.option("--only", options->only, "inputs to tell apart, separated by commas; all others count as one");
  command.list("--group", options->groups, "several inputs as one: NAME=POINTER,POINTER; repeatable");
  command.list("--correlate", options->correlations,
               "two inputs that go together: A,B=CORRELATION of their ranks; repeatable");
  command.flag("--plot", options->shows_plot, "draw bars below the tables, in a terminal");
  command.flag("--plain", options->is_plain, "draw in ASCII");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "-n is the size N of a base sample, rounded up to 16 times a power of two. With F inputs it simulates 3 N, for "
      "sobol F N more, tornado 2 F N, morris (F + 1) N, shapley F N.\n"
      "Examples:\n  allot sensitivity data/scenarios/h100-swap.json\n"
      "  allot sensitivity data/scenarios/h100-swap.json --metric "
      "difference.no-swap.organisation.tesla.online_gpu_days --method morris -n 64\n"
      "  allot sensitivity data/scenarios/minimal.json --vary '/sites/lab-hall/room/main/at=2024-01-15..2024-04-01'");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

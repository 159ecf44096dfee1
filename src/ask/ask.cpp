#include "allot/ask.hpp"

#include <algorithm>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "ask/levers.hpp"
#include "ask/question.hpp"
#include "base/shell.hpp"

namespace allot {
namespace {

using ask_text::Command;
using ask_text::Question;

ScenarioFile file_in(const ScenarioTexts& texts) {
  const Loader load = [&texts](const std::string& path) {
    const auto found = texts.files.find(path);
    if (found == texts.files.end()) throw EnvironmentError("no text is given for '" + path + "'");
    return std::make_shared<Text>(Text{path, found->second});
  };
  return read_text(std::make_shared<Text>(Text{texts.name, texts.text}), load);
}

bool wants(const Question& question, const std::string& table) {
  return question.tables.empty() ||
         std::find(question.tables.begin(), question.tables.end(), table) != question.tables.end();
}

// What it takes to keep all levels for.
constexpr const char* over_time[] = {"series",   "difference_series", "room",
                                     "timeline", "quantiles",         "difference_quantiles"};

Sampling sampling_of(const Question& question) {
  Sampling sampling;
  sampling.replications = question.replications;
  sampling.seed = question.seed;
  sampling.threads = question.threads;
  sampling.with_orders = question.tables.empty();
  sampling.with_series = std::any_of(std::begin(over_time), std::end(over_time),
                                     [&](const char* table) { return wants(question, table); });
  sampling.with_answer = writes_answer(question.format) && sampling.with_series;
  return sampling;
}

template <class Finding>
std::string printed(const Finding& finding, const Question& question, const std::string& scenario) {
  if (!writes_answer(question.format)) return render(finding, question.format);
  Answer answer = answer_of(finding);
  answer.provenance.insert(answer.provenance.begin(),
                           {{"command", std::string(word_of(question.command))},
                            {"arguments", quoted_for_shell(arguments_of(question, scenario))}});
  std::erase_if(answer.tables, [&](const Answer::Table& it) { return !wants(question, it.id); });
  return tidy_json(answer);
}

std::string compared(const ScenarioFile& as_written, const Question& question, const std::string& scenario) {
  const auto [file, settings] = before_variants(as_written, {question.variant, question.settings});
  const ComparedFiles files = variants_to_compare(file, question.variants, question.baseline, settings);
  if (files.files().size() < 2) throw RequestError("there is nothing to compare: the scenario has no variants");
  Sampling sampling = sampling_of(question);
  sampling.with_series = sampling.with_answer;
  return printed(compare(files, sampling), question, scenario);
}

std::string ran(const ScenarioFile& file, const Question& question, const std::string& scenario) {
  Sampling sampling = sampling_of(question);
  sampling.with_series = sampling.with_series || !writes_answer(question.format);
  sampling.with_fairness = sampling.with_series;
  return printed(run(file, sampling), question, scenario);
}

std::string answer_to(const ScenarioTexts& texts, const Question& question) {
  if (question.wants_command)
    return "allot " + std::string(word_of(question.command)) + " " +
           quoted_for_shell(arguments_of(question, texts.name));
  const ScenarioFile as_written = file_in(texts);
  if (question.command == Command::compare) return compared(as_written, question, texts.name);
  if (question.command == Command::run)
    return ran(edited(as_written, question.variant, question.settings), question, texts.name);
  const auto [file, settings] = before_variants(as_written, {question.variant, question.settings});
  return ask_text::levers_json(
      variants_of(file, question.variants, question.baseline.empty() ? "base" : question.baseline, settings));
}

}  // namespace

Reply ask(const ScenarioTexts& texts, std::string_view question) {
  Question read;
  try {
    read = ask_text::question_in(question);
  } catch (const InputError& error) {
    return {Reply::Kind::wrong_question, describe(error)};
  }
  try {
    return {Reply::Kind::answer, answer_to(texts, read)};
  } catch (const InputError& error) {
    return {Reply::Kind::wrong_scenario, describe(error)};
  } catch (const TooMuch& error) {
    return {Reply::Kind::too_much, error.what()};
  } catch (const RequestError& error) {
    return {Reply::Kind::wrong_question, error.what()};
  } catch (const EnvironmentError& error) {
    return {Reply::Kind::wrong_scenario, error.what()};
  }
}

}  // namespace allot

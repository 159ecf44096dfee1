#include "allot/locks.hpp"

#include <algorithm>
#include <memory>

#include "allot/lock_changes.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct LocksOptions {
  ScenarioOptions scenario;
  std::vector<std::string> lock, unlock;
  std::string book, probability = "0.9";
  SamplingOptions sampling;
  OutputOptions output;
};

// ORDER, ORDER=UNITS or ORDER=UNITS@DATE; no id has a '='.
LockChanges::Added lock_from(const std::string& typed) {
  const std::size_t equals = std::min(typed.find('='), typed.size());
  const std::string said = typed.substr(std::min(equals + 1, typed.size()));
  const std::size_t at = std::min(said.find('@'), said.size());
  LockChanges::Added out{typed.substr(0, equals), said.substr(0, at), said.substr(std::min(at + 1, said.size()))};
  const bool says_nothing = equals < typed.size() && out.units.empty() && out.at.empty();
  if (out.order.empty() || says_nothing || (at < said.size() && out.at.empty()))
    throw UsageError("--lock: expected ORDER, ORDER=UNITS or ORDER=UNITS@DATE, found '" + typed + "'");
  return out;
}

LockChanges changes_from(const LocksOptions& options) {
  LockChanges out;
  for (const std::string& typed : options.lock) out.added.push_back(lock_from(typed));
  out.removed = options.unlock;
  return out;
}

// A book can take out a lock of a book alone.
void expect_written_by_book(const LockChanges& changes, const ScenarioFile& file) {
  const std::vector<std::string> own = locked_in_scenario(file);
  for (const std::string& order : changes.removed)
    if (std::find(own.begin(), own.end(), order) != own.end())
      throw UsageError(
          "--unlock: the lock of '" + order +
          "' stands among the 'awards' of the scenario itself, which -o does not write: take it out there");
}

void run(const LocksOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const LockChanges changes = changes_from(options);
  const double probability = decimal_number("--probability", options.probability);
  if (!(probability > 0 && probability < 1))
    throw UsageError("--probability: expected a number between 0 and 1, found " + options.probability);
  if (!options.book.empty()) expect_room_for_page(options.book);
  const ScenarioFile read = scenario_from(options.scenario);
  const Scenario before = checked(options.scenario, read, options.sampling.is_quiet);
  if (!options.book.empty()) expect_written_by_book(changes, read);
  const ScenarioFile file = with_locks(read, before, changes);
  Locks found = locks(check_variant(file, read, before), probability, sampling);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  if (!options.book.empty()) write_page(options.book, lock_book(file));
  if (options.book != "-") give(found, "locks", options.output, format, style);
}

}  // namespace

void add_locks(Program& program) {
  const auto options = std::make_shared<LocksOptions>();
  Command command =
      program.command("locks", "units given by hand: whether each lock can be kept, and what it costs others");
  add_scenario(command, options->scenario);
  command.list(
      "--lock", options->lock,
      "a further one: ORDER, ORDER=UNITS or ORDER=UNITS@DATE; all of the order, and from the start, where it does "
      "not say");
  command.list("--unlock", options->unlock, "an order whose locks go");
  command.option("-o,--output", options->book,
                 "write the locks as a CSV that 'award_books' may name; - prints it in place of the answer");
  command.option("--probability", options->probability, "how often a quoted date is to be kept");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "A lock is a row of a supplier's 'awards', or of a CSV that 'award_books' names.\n\n"
      "Example:\n  allot locks my.json --lock so-17=64@2026-03-02 -o locks.csv");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

#include "allot/roll.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "allot/reports.hpp"
#include "base/literals.hpp"
#include "base/utf8.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/remarks.hpp"
#include "cli/wrap.hpp"
#include "json/week_books.hpp"
#include "json/write.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/happened_files.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;
namespace made = scenario::made;

struct RollOptions {
  ScenarioOptions scenario;
  std::string to, actuals, next;
  bool goes_on = false;
  OutputOptions output;
};

std::vector<std::string> files_in(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw EnvironmentError("cannot read " + folder.string() + ": " + (error ? error.message() : "no folder"));
  std::vector<std::string> names;
  for (const auto& it : fs::directory_iterator(folder)) names.push_back(it.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

Draft books_in(const fs::path& folder) {
  Draft books = json::books_of_week(files_in(folder), files_below(folder));
  if (books.items.empty())
    throw EnvironmentError("nothing to read in " + folder.string() + "; " + std::string(json::names_of_week));
  return books;
}

std::string file_named_in(const Draft& book) {
  const Draft* file = book.is(Draft::Type::object) ? book.find("file") : nullptr;
  return file ? file->text : book.text;
}

// Nothing is passed over in silence: a CSV that no map names, and that is not called as one of ours.
void say_unread(const fs::path& folder, const Draft& books) {
  for (const std::string& name : files_in(folder)) {
    const bool is_named = std::any_of(books.items.begin(), books.items.end(), [&](const Draft& section) {
      return std::any_of(section.items.begin(), section.items.end(),
                         [&](const Draft& book) { return file_named_in(book) == name; });
    });
    if (name.ends_with(".csv") && !is_named)
      say_notes("allot: not read: " + printable((folder / name).string()) + "; " + std::string(json::names_of_week) +
                "\n");
  }
}

std::string next_text(const RollOptions& options, const Roll& roll) {
  Draft next = made::object(
      {{"allot", made::number(1)}, {"extends", made::text(fs::path(options.scenario.file).filename().string())}});
  for (std::size_t i = 0; i < roll.next.items.size(); ++i) next.set(roll.next.keys[i], roll.next.items[i]);
  return json::write(next) + "\n";
}

void expect_usable(const RollOptions& options) {
  if (options.scenario.file == "-")
    throw UsageError("roll: the new scenario extends a file, and standard input is none");
  const fs::path old = real_path(options.scenario.file), next = real_path(options.next);
  if (next == old) throw UsageError("-o: the new scenario extends the old one, and cannot be it");
  if (next.parent_path() != old.parent_path())
    throw UsageError("-o: the new scenario extends " + options.scenario.file + ": write it beside that");
  expect_room({{}, options.next});
}

void run(const RollOptions& options) {
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const auto to = parse_date(options.to);
  if (!to || *to % day != 0) throw UsageError("--to: expected a day such as 2026-03-09, found '" + options.to + "'");
  expect_usable(options);
  const ScenarioFile file = scenario_from(options.scenario);
  WhatHappened happened;
  if (!options.actuals.empty()) {
    const Draft books = books_in(options.actuals);
    say_unread(options.actuals, books);
    happened = scenario::rows_in(books, files_below(options.actuals));
  }
  Roll found = roll(file, happened, *to);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  const bool is_refused = found.contradicts() && !options.goes_on;
  if (!is_refused) write_all({{}, options.next}, {}, next_text(options, found));
  give(found, "roll", options.output, format, style);
  if (!is_refused)
    say_notes("allot: written: " + printable(options.next) + "; next: allot plan " + printable(options.next) +
              " --since " + printable(options.scenario.file) + "\n");
  if (is_refused)
    throw InputError({{{},
                       "",
                       "what happened does not add up with the plan, and " + options.next + " is not written",
                       "mend the files, or take the list as it stands with --go-on",
                       false}});
}

}  // namespace

void add_roll(Program& program) {
  const auto options = std::make_shared<RollOptions>();
  Command command = program.command("roll", "the plan as of a later day, from what really happened until then");
  add_scenario(command, options->scenario);
  command.required("--to", options->to, "the day as of which the new scenario is");
  command.option("--actuals", options->actuals,
                 "folder of what happened: received, shipped, cancelled, orders, supply, sites, each as .csv or as "
                 ".map.json of `allot import`; what has no file went as planned");
  command.required("-o,--output", options->next, "the new scenario, beside the old one, which it extends");
  command.flag("--go-on", options->goes_on, "write it although something does not add up");
  add_output(command, options->output);
  command.footer("Example:\n  allot roll plan.json --to 2026-03-09 --actuals week-10 -o plan-11.json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

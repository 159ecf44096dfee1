#include "allot/fit.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "allot/plot.hpp"
#include "allot/reports.hpp"
#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/put_values.hpp"
#include "cli/streams.hpp"
#include "cli/wrap.hpp"
#include "intake/observations.hpp"
#include "json/read_file.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;

struct FitOptions {
  std::string file, column, censored, upper, from, until, as_of, by, families, unit = "d", samples = "199", seed = "1",
                                                                               scenario;
  std::vector<std::string> at;
  bool draws = false, is_plain = false;
  OutputOptions output;
};

/// A unit of plain numbers, and how many days one is.
struct LengthUnit {
  const char* word;
  double days;
};
constexpr LengthUnit length_units[] = {{"d", 1},          {"w", 7},           {"h", 1 / 24.0},
                                       {"m", 1 / 1440.0}, {"s", 1 / 86400.0}, {"1", 1}};

double days_of_unit(const std::string& word) {
  std::vector<std::string> words;
  for (const LengthUnit& it : length_units) words.emplace_back(it.word);
  one_of("--unit", word, words);
  return std::find_if(std::begin(length_units), std::end(length_units), [&](const auto& it) { return it.word == word; })
      ->days;
}

intake::ObservationColumns columns_from(const FitOptions& options) {
  intake::ObservationColumns out;
  const bool has_dates = !options.from.empty() || !options.until.empty();
  if (has_dates && (options.from.empty() || options.until.empty()))
    throw UsageError(
        "--from and --until: one names the column of the first day, the other that of the last; give both");
  if (has_dates == !options.column.empty())
    throw UsageError(has_dates ? "fit: a column of lengths, or --from and --until with dates, not both"
                               : "fit: name the column of lengths, or columns of dates with --from and --until");
  if (has_dates && (!options.censored.empty() || !options.upper.empty()))
    throw UsageError(
        "--from: a row without a date in --until is open; --censored and --upper go with a column of lengths");
  if (!options.censored.empty() && !options.upper.empty())
    throw UsageError("--upper: an empty cell there says that a row is open; --censored does not go with it");
  if (!options.as_of.empty()) {
    if (!has_dates) throw UsageError("--as-of: goes with --from and --until");
    out.as_of = parse_date(options.as_of);
    if (!out.as_of) throw UsageError("--as-of: expected a date such as 2024-06-15, found '" + options.as_of + "'");
  }
  out.value = options.column;
  out.censored = options.censored;
  out.upper = options.upper;
  out.from = options.from;
  out.until = options.until;
  out.by = options.by;
  out.unit = days_of_unit(options.unit);
  out.takes_durations = options.unit != "1";
  return out;
}

FitRequest request_from(const FitOptions& options) {
  FitRequest out;
  out.samples = whole_number("--samples", options.samples, 0);
  out.seed = whole_number("--seed", options.seed, 0);
  if (options.families.empty()) return out;
  std::vector<std::string> words;
  for (const Distribution::Family it : FitRequest::fit_families()) words.push_back(name_of(it));
  out.families.clear();
  for (const std::string& word : comma_separated(options.families)) {
    one_of("--families", word, words);
    for (const Distribution::Family it : FitRequest::fit_families())
      if (name_of(it) == word) out.families.push_back(it);
  }
  return out;
}

/// Which fit goes where: "POINTER", or "VALUE=POINTER" of a value of --by.
struct FitPlace {
  std::string group, pointer;
};

std::vector<FitPlace> places_from(const FitOptions& options) {
  if (options.scenario.empty() != options.at.empty())
    throw UsageError("--into and --at: one names the scenario, the other the place in it; give both");
  if (options.scenario == "-") throw UsageError("--into: expected a file, which standard input is not");
  std::vector<FitPlace> out;
  for (const std::string& text : options.at) {
    const std::size_t at = text.starts_with("/") ? 0 : text.find("=/");
    if (at == std::string::npos || (at > 0 && options.by.empty()))
      throw UsageError(at == std::string::npos
                           ? "--at: expected POINTER such as /suppliers/maker/lead_time, or VALUE=POINTER, found '" +
                                 text + "'"
                           : "--at: VALUE=POINTER takes --by, found '" + text + "'");
    out.push_back({text.substr(0, at), at == 0 ? text : text.substr(at + 1)});
  }
  if (!options.scenario.empty()) expect_room({{}, options.scenario});
  return out;
}

const Fit& fit_of_group(const Fits& fits, const std::string& group) {
  if (group.empty()) return fits.all;
  std::vector<std::string> names;
  for (const Fit& it : fits.groups) {
    names.push_back(it.group);
    if (it.group != group) continue;
    if (!it.families.empty()) return it;
    throw RequestError("--at: nothing can be fitted to the rows of '" + group + "'");
  }
  const std::string near = nearest(group, names);
  throw RequestError("--at: no row has '" + group + "' in '" + fits.by + "'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

// As it stands beside the value in the scenario.
std::string note_on(const Fits& fits, const Fit& fit) {
  std::string text = "estimated: " + fs::path(fits.file).filename().string() + ", " +
                     counted_text(static_cast<std::int64_t>(fit.rows), "row") + " of " + fits.column;
  if (!fit.group.empty()) text += " where " + fits.by + " is " + fit.group;
  if (fit.open > 0) text += ", " + with_thousands(static_cast<std::int64_t>(fit.open)) + " of them open";
  return text + "; maximum likelihood";
}

// Whole, or not at all: what would not pass the checks is not written.
std::string scenario_text(const FitOptions& options, const std::vector<FitPlace>& places, const Fits& fits) {
  const fs::path path = options.scenario, folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  const TextPointer text = json::read_regular_file(path);
  const ScenarioFile before = read_text(text, folder);
  check(before);
  std::vector<PutValue> values;
  for (const FitPlace& it : places) {
    const Fit& fit = fit_of_group(fits, it.group);
    values.push_back({it.pointer, as_written(fit.families.front().distribution), note_on(fits, fit)});
  }
  const auto next = std::make_shared<const Text>(
      Text{options.scenario + " as --into would write it", text_with(text, before.root, values)});
  check(read_text(next, folder));
  return next->content;
}

void run(const FitOptions& options) {
  const intake::ObservationColumns columns = columns_from(options);
  const FitRequest request = request_from(options);
  const std::vector<FitPlace> places = places_from(options);
  const Format format = format_from(options.output);
  Style style = style_from(options.output);
  const intake::ObservedRows rows = intake::observed_rows(json::read_regular_file(options.file), columns);
  Fits fits = fit(rows.rows, rows.groups, request);
  fits.file = options.file;
  fits.column = options.column.empty() ? options.from + " to " + options.until : options.column;
  fits.by = options.by;
  if (columns.takes_durations) fits.unit = "days";
  if (!places.empty()) write_all({{}, options.scenario}, {}, scenario_text(options, places, fits));
  give(fits, "fits", options.output, format, style);
  style.is_plain = options.is_plain;
  if (options.draws && format == Format::table) print("\n" + plot(fits, style));
  if (!places.empty())
    say_notes("allot: written: " + printable(options.scenario) + "; next: allot validate " +
              printable(options.scenario) + "\n");
}

}  // namespace

void add_fit(Program& program) {
  const auto options = std::make_shared<FitOptions>();
  Command command = program.command("fit", "a distribution from a CSV of what happened, orders still open included");
  command.required("FILE", options->file, "CSV file, its columns named in the first line");
  command.option("COLUMN", options->column, "the column of lengths: numbers, or durations such as 12d");
  command.option("--unit", options->unit, "of plain numbers: s, m, h, d or w; 1: no lengths, but numbers of anything");
  command.option("--censored", options->censored,
                 "column that says true, yes, open or 1 where the order is not delivered yet, and the length is how "
                 "long it has waited");
  command.option("--upper", options->upper,
                 "column of upper bounds: the length lies above COLUMN and at most there; empty: the row is open");
  command.option("--from", options->from, "in place of COLUMN: column of the day an order was placed, ...");
  command.option("--until", options->until, "... and of the day it was delivered; empty: it is open");
  command.option("--as-of", options->as_of, "until when open orders have waited");
  command.option("--by", options->by, "column of vendors, lanes or the like: a fit for each, and whether they differ");
  command.option("--families", options->families,
                 "separated by commas; default: exponential, lognormal, gamma, weibull, normal");
  command.option("--samples", options->samples, "drawn from each fit for its p-value; 0: none");
  command.option("--seed", options->seed, "of those");
  command.option("--into", options->scenario, "scenario file to write the best fit into, the rest as it is");
  command.list("--at", options->at, "where in it: POINTER; VALUE=POINTER: the fit of that value of --by");
  command.flag("--plot", options->draws, "draw quantiles of the rows against those of the best fit");
  command.flag("--plain", options->is_plain, "draw in ASCII");
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot fit leads.csv lead_days --censored open --by vendor\n"
      "  allot fit orders.csv --from placed --until delivered --as-of 2024-06-30 --into my.json --at "
      "/suppliers/maker/lead_time");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

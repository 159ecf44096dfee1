#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "allot/error.hpp"
#include "base/date_format.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"
#include "base/text_fault.hpp"
#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
#include "cli/wrap.hpp"
#include "cli/xlsx.hpp"
#include "intake/guess.hpp"
#include "json/read_file.hpp"
#include "json/write.hpp"
#include "scenario/books.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::string file, as, scenario, map, sheet, delimiter, decimal, dates;
  bool overwrites = false;
};

// A table: a word of --as and the section of its books.
constexpr std::pair<std::string_view, scenario::Books> kinds[] = {
    {"orders", scenario::Books::orders},   {"supply", scenario::Books::supply},
    {"sites", scenario::Books::sites},     {"received", scenario::Books::received},
    {"shipped", scenario::Books::shipped}, {"cancelled", scenario::Books::cancelled},
    {"awards", scenario::Books::awards}};

std::vector<std::string> kind_words() {
  std::vector<std::string> words;
  for (const auto& [word, kind] : kinds) words.emplace_back(word);
  return words;
}

scenario::Books kind_from(const std::string& word) {
  one_of("--as", word, kind_words());
  return std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& it) { return it.first == word; })->second;
}

std::string section_of(scenario::Books kind) {
  for (const scenario::BookSection& it : scenario::book_sections)
    if (it.kind == kind) return std::string(it.key);
  return {};
}

std::string delimiter_from(const std::string& said) {
  if (said == "tab" || said == "\\t") return "\t";
  if (!said.empty()) one_of("--delimiter", said, {",", ";", "|", "\t"});
  return said;
}

/// Where the map goes, and the CSV file that it names: the one that was given, or what is made of a sheet.
struct Places {
  fs::path map, csv;
  bool is_sheet = false, is_printed = false;
};

bool is_workbook(const fs::path& file) {
  const std::string ending = file.extension().string();
  return ending == ".xlsx" || ending == ".XLSX" || ending == ".xlsm";
}

Places places_for(const ImportOptions& options) {
  Places places;
  const fs::path file = options.file;
  places.is_sheet = is_workbook(file);
  places.is_printed = options.map == "-";
  if (places.is_printed && places.is_sheet)
    throw UsageError("-o -: the sheet is written as CSV beside the map; name a file for the map");
  places.map = options.map.empty() ? fs::path(file).replace_extension(".map.json") : fs::path(options.map);
  const fs::path folder = places.is_printed ? file.parent_path() : places.map.parent_path();
  places.csv = places.is_sheet ? folder / file.filename().replace_extension(".csv") : file;
  return places;
}

// From the folder of the map, as a scenario that names the map looks for it.
std::string csv_from_map(const Places& places) {
  const fs::path folder = places.is_printed ? places.csv.parent_path() : places.map.parent_path();
  const fs::path relative =
      real_path(places.csv).lexically_relative(real_path(folder.empty() ? fs::path(".") : folder));
  if (relative.empty() || *relative.begin() == "..")
    throw UsageError("-o: the map lies beside " + places.csv.string() + " or above it, since it names it from there");
  return relative.generic_string();
}

void expect_free(const fs::path& path, bool overwrites) {
  expect_room({{}, path});
  std::error_code error;
  if (!overwrites && fs::exists(path, error))
    throw EnvironmentError("cannot write " + path.string() + ": it is there already; --force writes over it");
}

// In UTF-8, and what it was.
TextPointer text_of(const ImportOptions& options, const Places& places, const SheetText& sheet, std::string& encoding) {
  const TextPointer text = places.is_sheet ? std::make_shared<Text>(Text{places.csv.string(), sheet.csv})
                                           : json::read_regular_file(options.file);
  const Encoding found = encoding_of(text->content);
  if (found != Encoding::utf_8)
    if (auto other = in_utf_8(text->content, found); other && other->find('\0') == std::string::npos) {
      encoding = found == Encoding::utf_16 ? "utf-16" : "windows-1252";
      return std::make_shared<Text>(Text{text->name, *std::move(other)});
    }
  if (auto fault = fault_in_text(text)) throw InputError({std::move(*fault)});
  return text;
}

std::string said_of_sheet(const ImportOptions& options, const SheetText& sheet) {
  if (sheet.sheet.empty()) return {};
  std::string text = printable(options.file) + ": sheet '" + printable(sheet.sheet) + "'";
  if (sheet.lines_left_out > 0)
    text += "; left out above its header: " + counted_text(static_cast<std::int64_t>(sheet.lines_left_out), "line");
  return text + "\n";
}

// As the scenario names it, where there is one.
std::string name_for_scenario(const ImportOptions& options, const Places& places) {
  if (options.scenario.empty() || options.scenario == "-") return places.map.filename().string();
  return real_path(places.map).lexically_relative(real_path(options.scenario).parent_path()).generic_string();
}

std::string wrapped_report(const std::string& report) { return wrapped_text(report, width_of_output()); }

void run(const ImportOptions& options) {
  intake::Asked asked;
  asked.kind = kind_from(options.as);
  asked.delimiter = delimiter_from(options.delimiter);
  asked.dates = options.dates;
  asked.decimal = options.decimal;
  if (!options.decimal.empty()) one_of("--decimal", options.decimal, {".", ","});
  if (!options.dates.empty() && !DateFormat::parse(options.dates))
    throw UsageError("--dates: expected how dates are written, such as DD.MM.YYYY, found '" + options.dates + "'");
  if (!options.sheet.empty() && !is_workbook(options.file))
    throw UsageError("--sheet: " + options.file + " has no sheets");
  const Places places = places_for(options);
  asked.file = csv_from_map(places);
  if (!places.is_printed) expect_free(places.map, options.overwrites);
  if (places.is_sheet) expect_free(places.csv, options.overwrites);
  if (!options.scenario.empty()) asked.scenario = read_scenario(options.scenario).root;
  const SheetText sheet = places.is_sheet ? read_sheet(options.file, options.sheet) : SheetText{};
  const TextPointer text = text_of(options, places, sheet, asked.encoding);
  intake::Guess guess;
  intake::make_guess(text->content, asked, guess);
  if (guess.file.columns.empty())
    throw InputError({{{text, 0, 0, 0, 0}, "", "the file is empty: its first line names the columns", "", false}});
  const std::string report =
      said_of_sheet(options, sheet) + printable(places.csv.string()) + ": " + intake::told(guess, asked);
  const std::string map = json::write(guess.map) + "\n";
  if (places.is_printed) return say_notes(report), print(map);
  if (places.is_sheet) write_all({{}, places.csv}, {}, text->content);
  write_all({{}, places.map}, {}, map);
  print(wrapped_report(report + "\nWritten: " + printable(places.map.string()) +
                       (places.is_sheet ? ", and the sheet as " + printable(places.csv.string()) : "") +
                       ". In the scenario: \"" + section_of(asked.kind) + "\": [\"" +
                       printable(name_for_scenario(options, places)) + "\"]\n"));
}

}  // namespace

void add_import(Program& program) {
  const auto options = std::make_shared<ImportOptions>();
  Command command =
      program.command("import", "how to read what another program exported: guesses a map, says what is open");
  command.required("FILE", options->file, "a CSV file, or an XLSX workbook, whose sheet is written as CSV");
  command.required("--as", options->as,
                   "what its rows are: orders, supply, sites, received, shipped, cancelled or awards");
  command.option("--scenario", options->scenario, "whose organisations, products, suppliers and sites its values name");
  command.option("-o,--output", options->map, "the map to write, instead of FILE.map.json; - prints it");
  command.option("--sheet", options->sheet, "which sheet of a workbook, instead of the first");
  command.option("--dates", options->dates, "how dates are written: DD.MM.YYYY, MM/DD/YYYY, D-MMM-YY");
  command.option("--decimal", options->decimal, "the decimal mark: . or ,");
  command.option("--delimiter", options->delimiter, "what separates cells: , ; | or tab");
  command.flag("--force", options->overwrites, "write over files that are there");
  command.footer(
      "Examples:\n  allot import orders.csv --as orders --scenario my.json\n  allot import commits.xlsx --as supply "
      "--sheet "
      "Q1");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli

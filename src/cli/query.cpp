#include "store/query.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

#include "allot/error.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include "report/rows.hpp"

namespace allot::cli {
namespace {

struct QueryOptions {
  std::string database, asked, format = "table", color = "auto", output = "-";
};

report::RowFormat format_from(const QueryOptions& options, const std::vector<std::string>& words) {
  one_of("--format", options.format, words);
  return options.format == "table"  ? report::RowFormat::table
         : options.format == "csv"  ? report::RowFormat::csv
         : options.format == "json" ? report::RowFormat::json
                                    : report::RowFormat::json_lines;
}

using Put = std::function<void(std::string_view)>;

// What is in it, where nothing is asked.
void put_list(const QueryOptions& options, report::RowWriter rows, const Put& put) {
  put(rows.head({"name", "kind", "rows"}));
  for (const store::Listed& it : store::listed_in(options.database))
    put(rows.row({it.name, std::string(it.is_view ? "view" : "table"), static_cast<double>(it.rows)}));
  put(rows.end());
}

void put_rows(const QueryOptions& options, report::RowWriter rows, const Put& put) {
  store::read_rows(
      options.database, options.asked,
      {[&](const auto& columns) { put(rows.head(columns)); }, [&](const Answer::Row& row) { put(rows.row(row)); }});
  put(rows.end());
}

void query(const QueryOptions& options) {
  const report::RowFormat format = format_from(options, {"table", "csv", "json", "jsonl"});
  OutputOptions output;
  output.color = options.color;
  const report::RowWriter rows(format, style_from(output));
  options.asked.empty() ? put_list(options, rows, print) : put_rows(options, rows, print);
}

void export_rows(const QueryOptions& options) {
  const report::RowWriter rows(format_from(options, {"csv", "jsonl"}));
  if (options.output == "-") return put_rows(options, rows, print);
  expect_room_for_page(options.output);
  expect_apart(options.database, options.output);
  write_all({"", options.output}, {}, [&](const std::filesystem::path& path) {
    std::ofstream file(path, std::ios::binary);
    put_rows(options, rows, [&](std::string_view text) { file << text; });
    if (!file.flush()) throw EnvironmentError("cannot write " + options.output + ": " + std::strerror(errno));
  });
}

}  // namespace

void add_query(Program& program) {
  const auto options = std::make_shared<QueryOptions>();
  Command command = program.command("query", "what a sweep found: a view, a table, or a question in SQL");
  command.required("DATABASE", options->database, "what `allot sweep` wrote");
  command.option("ASKED", options->asked, "a view or table by its name, or SQL that reads; left out: what there is");
  command.option("--format", options->format, "table, csv, json, or jsonl: an object a line");
  command.option("--color", options->color, "auto, always or never; NO_COLOR counts as never");
  command.footer(
      "Examples:\n  allot query study.db\n  allot query study.db results\n"
      "  allot query study.db \"SELECT hall_ready, mean FROM results WHERE metric = 'online_gpu_days'\"");
  command.runs([options] { query(*options); });
}

void add_export(Program& program) {
  const auto options = std::make_shared<QueryOptions>();
  options->format = "csv";
  options->asked = "results";
  Command command = program.command("export", "rows of a sweep as CSV or JSON Lines");
  command.required("DATABASE", options->database, "what `allot sweep` wrote");
  command.option("ASKED", options->asked, "a view or table by its name, or SQL that reads");
  command.option("--format", options->format, "csv, or jsonl: an object a line");
  command.option("-o,--output", options->output, "the file to write, in place of what is there; - prints it");
  command.footer("Examples:\n  allot export study.db -o results.csv\n  allot export study.db points --format jsonl");
  command.runs([options] { export_rows(*options); });
}

}  // namespace allot::cli

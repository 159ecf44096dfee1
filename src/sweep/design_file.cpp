#include <algorithm>

#include "allot/sweep_design.hpp"
#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/text_fault.hpp"
#include "json/parse.hpp"
#include "json/read_file.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/words.hpp"
#include "sweep/asked_text.hpp"

// A design in a file says what options would: it is read into the same request.

namespace allot {
namespace {

using scenario::Cursor;
using scenario::Reader;

AskedText asked(const Draft& draft) { return {sweep::plain_value(draft), draft.place}; }

Place key_of(const Draft& member) { return {member.place.text, member.place.key_begin, member.place.key_end, 0, 0}; }

/// A string stands for itself: what is asked of an axis, and no value yet.
AskedText text_in(const Draft& draft) {
  const AskedText quoted{'"' + draft.text + '"', draft.place};
  return sweep::part_of(quoted, 1, draft.text.size());
}

std::optional<std::uint64_t> whole_in(Reader& reader, const Cursor& at, std::uint64_t least) {
  const auto number = at.node().is(Draft::Type::number) ? parse_integer(at.node().text) : std::nullopt;
  if (number && *number >= static_cast<std::int64_t>(least)) return static_cast<std::uint64_t>(*number);
  reader.mismatch(at, "a whole number from " + std::to_string(least) + " on");
  return std::nullopt;
}

AskedAxis axis_in(Reader& reader, const std::string& pointer, const Draft& said) {
  AskedAxis axis{{pointer, key_of(said)}, std::nullopt};
  if (said.is(Draft::Type::null)) return axis;
  if (said.is(Draft::Type::string))
    axis.values = text_in(said);
  else if (said.is(Draft::Type::array))
    for (const Draft& it : said.items) axis.listed.push_back(asked(it));
  else
    axis.values = asked(said);
  if (said.is(Draft::Type::array) && said.items.empty())
    reader.problem({said.place, "/axes/" + pointer, "the list has no values", "", false});
  return axis;
}

void read_axes(Reader& reader, const Cursor& at, SweepRequest& request) {
  if (!at.exists() || !at.node().is(Draft::Type::object))
    return at.exists() ? reader.mismatch(at, "an object: for each pointer its values")
                       : reader.problem(at, "'axes' is missing: nothing varies");
  for (std::size_t i = 0; i < at.node().keys.size(); ++i)
    request.axes.push_back(axis_in(reader, at.node().keys[i], at.node().items[i]));
}

void read_correlations_in(Reader& reader, const Cursor& at, SweepRequest& request) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of [pointer, pointer, correlation]");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    const auto& parts = item.node().items;
    const bool is_triple = parts.size() == 3 && parts[0].is(Draft::Type::string) && parts[1].is(Draft::Type::string) &&
                           parts[2].is(Draft::Type::number);
    if (is_triple)
      request.correlations.push_back({text_in(parts[0]), text_in(parts[1]), asked(parts[2])});
    else
      reader.mismatch(item, "[pointer, pointer, correlation] such as [\"/parameters/a\", \"/parameters/b\", 0.5]");
  }
}

void read_by(Reader& reader, const Cursor& at, SweepRequest& request) {
  const std::string word = at.node().is(Draft::Type::string) ? at.node().text : "";
  if (const auto by = sample_by_named(word))
    request.by = *by;
  else if (word.empty())
    reader.mismatch(at, "lhs, sobol or random");
  else
    reader.unknown(at, "way to sample", word, {"lhs", "sobol", "random"});
}

SweepRequest read_json(TextPointer text) {
  const Draft root = json::parse(std::move(text));
  Reader reader(nullptr);
  SweepRequest request;
  const std::vector<std::string> known{"axes", "sample", "by", "correlate", "seed"};
  const Cursor top(root);
  for (std::size_t i = 0; i < root.keys.size(); ++i)
    if (std::find(known.begin(), known.end(), root.keys[i]) == known.end())
      reader.problem_at_key(Cursor(top, root.keys[i], &root.items[i], nullptr), "unknown key '" + root.keys[i] + "'",
                            scenario::did_you_mean(root.keys[i], known));
  // null is a value here: the distribution that stands in the scenario.
  const Draft* axes = root.find("axes");
  read_axes(reader, axes ? Cursor(top, "axes", axes, nullptr) : top.member("axes"), request);
  if (const Cursor at = top.member("sample"); at.exists()) request.sample = whole_in(reader, at, 1);
  if (const Cursor at = top.member("seed"); at.exists()) request.seed = whole_in(reader, at, 0);
  if (const Cursor at = top.member("by"); at.exists()) read_by(reader, at, request);
  if (const Cursor at = top.member("correlate"); at.exists()) read_correlations_in(reader, at, request);
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  return request;
}

void read_points(scenario::CsvTable& table, const std::vector<CsvCell>& head, SweepRequest& request) {
  for (const CsvCell& it : head) {
    request.axes.push_back({{std::string(without_blanks(it.text)), table.place_of(it)}, std::nullopt});
    if (parse_number(it.text))
      table.problem(it, "the first line names what varies, by pointers", "such as /parameters/market");
  }
  std::vector<CsvCell> cells;
  while (table.next(cells))
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string value(without_blanks(cells[i].text));
      if (value.empty()) table.problem(cells[i], "a value is missing");
      request.axes[i].listed.push_back({value, table.place_of(cells[i])});
    }
}

SweepRequest read_csv(const TextPointer& text) {
  Reader reader(nullptr);
  scenario::CsvTable table(reader, text);
  SweepRequest request;
  request.is_paired = true;
  std::vector<CsvCell> head;
  if (table.read_names(head)) read_points(table, head, request);
  if (reader.problems().empty() && request.axes.front().listed.empty())
    reader.problem({{text, 0, 0, 0, 0}, "", "there is no point below the first line", "", false});
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  return request;
}

}  // namespace

SweepRequest read_design_text(TextPointer text) {
  if (auto fault = fault_in_text(text)) throw InputError({std::move(*fault)});
  const std::size_t first = text->content.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool is_json =
      first != std::string::npos && (text->content[first] == '{' || text->content.compare(first, 2, "//") == 0);
  return is_json ? read_json(std::move(text)) : read_csv(text);
}

SweepRequest read_design(const std::filesystem::path& path) { return read_design_text(json::read_regular_file(path)); }

}  // namespace allot

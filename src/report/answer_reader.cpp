// Reads back what `tidy_json` writes. An answer of a comparison is tens of megabytes, nearly all of it rows; so a row is
// taken from the parser as soon as it ends, and no tree of the whole is ever there.

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "allot/answer.hpp"
#include "allot/error.hpp"
#include "allot/version.hpp"

namespace allot {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<Answer::Row>;

constexpr int deepest = 64;  // the parser copies what it holds by recursion

class AnswerReader {
 public:
  explicit AnswerReader(std::string_view name) : text_(std::make_shared<const Text>(Text{std::string(name), ""})) {}

  Answer read(std::string_view text) {
    const Json root = parsed(text);
    check_origin(root);
    Answer answer;
    for (const auto& [key, value] : member(root, "", "provenance", Json::value_t::object).items())
      answer.provenance.emplace_back(key, cell(value));
    const Json& statements = member(root, "", "statements", Json::value_t::array);
    for (std::size_t i = 0; i < statements.size(); ++i)
      answer.statements.push_back(statement(statements[i], "/statements/" + std::to_string(i)));
    const Json& tables = member(root, "", "tables", Json::value_t::array);
    if (has_odd_cells_) fail("", "a cell is a list or an object; expected a number, a text, true, false or null");
    if (rows_.size() != tables.size()) fail("/tables", "expected one list \"rows\" in each table");
    for (std::size_t i = 0; i < tables.size(); ++i)
      answer.tables.push_back(table(tables[i], std::move(rows_[i]), "/tables/" + std::to_string(i)));
    check_rests(answer);
    return answer;
  }

 private:
  [[noreturn]] void fail(const std::string& pointer, const std::string& message, const std::string& hint = {}) const {
    throw InputError({{{text_, 0, 0, 0, 0}, pointer, message, hint}});
  }

  // Rows go into rows_ and leave the tree. What is no cell of a row is said once it is known that this is an answer.
  Json parsed(std::string_view text) {
    bool is_in_tables = false, is_in_rows = false;
    const auto take = [&](int depth, Json::parse_event_t event, Json& it) {
      if (depth > deepest) fail("", "values stand more than " + std::to_string(deepest) + " levels deep in each other");
      if (event == Json::parse_event_t::key && depth == 1) is_in_tables = it == "tables";
      if (event == Json::parse_event_t::key && depth == 3) {
        is_in_rows = is_in_tables && it == "rows";
        if (is_in_rows) rows_.emplace_back();
      }
      if (event != Json::parse_event_t::array_end || depth != 4 || !is_in_rows) return true;
      Answer::Row row;
      for (const Json& value : it) row.push_back(cell(value));
      rows_.back().push_back(std::move(row));
      return false;
    };
    // The parser takes a NUL for the end of the text.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
      fail("", "this is no JSON: byte " + std::to_string(nul + 1) + " is a NUL");
    try {
      return Json::parse(text, take);
    } catch (const Json::parse_error& error) {
      fail("", "this is no JSON: byte " + std::to_string(error.byte) + " cannot stand there");
    } catch (const Json::out_of_range&) {
      fail("", "a number is too large");
    }
  }

  void check_origin(const Json& root) const {
    const std::string wanted = "expected an answer of allot, such as the answer.json that --out writes";
    const Json* const allot = root.is_object() && root.contains("allot") ? &root["allot"] : nullptr;
    if (!allot || !allot->is_object() || !allot->contains("format")) fail("", wanted);
    const Json& format = (*allot)["format"];
    if (!format.is_number_integer()) fail("/allot/format", wanted + "; its format is no whole number");
    const auto found = format.get<long long>();
    if (found != format_version)
      fail("/allot/format",
           "this answer has format " + std::to_string(found) + ", and this program reads format " +
               std::to_string(format_version),
           found > format_version ? "a newer allot wrote it; update this one"
                                  : "ask the question again with this program");
  }

  const Json& member(const Json& object, const std::string& pointer, const char* name, Json::value_t type) const {
    if (!object.is_object()) fail(pointer, "expected an object");
    const auto found = object.find(name);
    if (found == object.end()) fail(pointer, std::string("expected a member \"") + name + "\"");
    if (found->type() != type) fail(pointer + "/" + name, "expected " + word_of_type(type));
    return *found;
  }

  static std::string word_of_type(Json::value_t type) {
    return type == Json::value_t::array ? "a list" : type == Json::value_t::object ? "an object" : "a text";
  }

  std::string text_in(const Json& object, const std::string& pointer, const char* name) const {
    return member(object, pointer, name, Json::value_t::string).get<std::string>();
  }

  Answer::Cell cell(const Json& value) {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) return value.get<std::string>();
    has_odd_cells_ |= !value.is_null();
    return {};
  }

  template <class Word>
  Word named(const std::string& word, std::initializer_list<Word> all, const std::string& pointer) const {
    for (const Word it : all)
      if (word_of(it) == word) return it;
    fail(pointer, "unknown word '" + word + "'");
  }

  Answer::Statement statement(const Json& value, const std::string& pointer) const {
    using enum Answer::Certainty;
    Answer::Statement out{text_in(value, pointer, "id"), text_in(value, pointer, "text"), {}, {}};
    out.certainty = named(text_in(value, pointer, "certainty"), {clear, unclear, unchanged, stated}, pointer);
    for (const Json& rest : member(value, pointer, "rests_on", Json::value_t::array)) {
      const std::string at = pointer + "/rests_on/" + std::to_string(out.rests_on.size());
      if (!rest.is_object() || !rest.contains("row") || !rest["row"].is_number_unsigned())
        fail(at, "expected a \"row\" from 0 on");
      out.rests_on.push_back({text_in(rest, at, "table"), rest["row"].get<std::size_t>(), text_in(rest, at, "column"),
                              text_in(rest, at, "shown")});
    }
    return out;
  }

  Answer::Table table(const Json& value, Rows rows, const std::string& pointer) const {
    using enum Answer::Kind;
    Answer::Table out{text_in(value, pointer, "id"), text_in(value, pointer, "title"), {}, rows.size(), {}};
    for (const Json& column : member(value, pointer, "columns", Json::value_t::array)) {
      const std::string at = pointer + "/columns/" + std::to_string(out.columns.size());
      Answer::Column it;
      it.name = text_in(column, at, "name");
      it.kind = named(text_in(column, at, "kind"), {id, text, number, date, boolean}, at);
      if (column.contains("unit") && !column["unit"].is_null()) it.unit = text_in(column, at, "unit");
      out.columns.push_back(std::move(it));
    }
    if (!member(value, pointer, "rows", Json::value_t::array).empty())
      fail(pointer + "/rows", "expected lists of cells");
    for (std::size_t i = 0; i < rows.size(); ++i)
      check_row(rows[i], out.columns, pointer + "/rows/" + std::to_string(i));
    out.row = [all = std::make_shared<const Rows>(std::move(rows))](std::size_t i) { return (*all)[i]; };
    return out;
  }

  void check_row(const Answer::Row& row, const std::vector<Answer::Column>& columns, const std::string& pointer) const {
    if (row.size() != columns.size())
      fail(pointer, "expected " + std::to_string(columns.size()) + " cells, one for each column, found " +
                        std::to_string(row.size()));
    for (std::size_t k = 0; k < row.size(); ++k)
      if (!fits(row[k], columns[k].kind))
        fail(pointer + "/" + std::to_string(k),
             "column '" + columns[k].name + "' is of the kind " + std::string(word_of(columns[k].kind)));
  }

  static bool fits(const Answer::Cell& cell, Answer::Kind kind) {
    if (std::holds_alternative<std::monostate>(cell)) return true;
    if (kind == Answer::Kind::number) return std::holds_alternative<double>(cell);
    if (kind == Answer::Kind::boolean) return std::holds_alternative<bool>(cell);
    return std::holds_alternative<std::string>(cell);
  }

  // Whoever reads a sentence looks up the cells that it names.
  void check_rests(const Answer& answer) const {
    for (std::size_t i = 0; i < answer.statements.size(); ++i)
      for (const Answer::Rest& rest : answer.statements[i].rests_on) {
        const Answer::Table* const its = answer.table(rest.table);
        if (!its || rest.row >= its->size ||
            std::none_of(its->columns.begin(), its->columns.end(),
                         [&](const Answer::Column& it) { return it.name == rest.column; }))
          fail(
              "/statements/" + std::to_string(i) + "/rests_on",
              "there is no cell '" + rest.column + "' in row " + std::to_string(rest.row) + " of '" + rest.table + "'");
      }
  }

  TextPointer text_;
  std::vector<Rows> rows_;  ///< of each table
  bool has_odd_cells_ = false;
};

// Stops at the key "tables", which stands before the bulk of an answer.
class KeysOfRoot : public nlohmann::json_sax<Json> {
 public:
  bool has_allot = false, has_tables = false;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth_ > 0; }
  bool end_object() override { return depth_-- > 0; }
  bool start_array(std::size_t) override { return ++depth_ > 1; }
  bool end_array() override { return depth_-- > 0; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
  bool key(string_t& name) override {
    has_allot |= depth_ == 1 && name == "allot";
    has_tables |= depth_ == 1 && name == "tables";
    return !(has_allot && has_tables);
  }

 private:
  int depth_ = 0;
};

}  // namespace

bool is_answer(std::string_view text) {
  KeysOfRoot keys;
  Json::sax_parse(text, &keys);
  return keys.has_allot && keys.has_tables;
}

Answer answer_from_json(std::string_view text, std::string_view name) { return AnswerReader(name).read(text); }

}  // namespace allot

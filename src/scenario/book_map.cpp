#include "scenario/book_map.hpp"

#include "base/date_format.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/members.hpp"
#include "scenario/read_entity.hpp"
#include "scenario/value_text.hpp"

namespace allot::scenario {
namespace {

Place key_place(const Place& place) {
  Place key = place;
  key.begin = place.key_begin, key.end = place.key_end;
  return key;
}

// A text, or a list of texts.
std::vector<PlacedText> names_at(Reader& reader, const Cursor& at) {
  std::vector<PlacedText> names;
  const auto add = [&](const Cursor& name) {
    std::string text;
    if (read_text(reader, name, text)) names.push_back({std::move(text), name.place()});
  };
  if (!at.node().is(Draft::Type::array)) return add(at), names;
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    add(at.item(i, index));
  }
  return names;
}

template <class Visit>
void visit_members(Reader& reader, const Cursor& at, std::string_view what, Visit&& visit) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, what);
  for (const std::string& key : at.node().keys)
    if (const Cursor member = at.member(key); member.exists()) visit(key, member);
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<FieldSource>& columns) {
  visit_members(reader, at, "an object of columns by field", [&](const std::string& field, const Cursor& headers) {
    columns.push_back({{field, key_place(headers.place())}, names_at(reader, headers)});
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<CellWords>& values) {
  visit_members(reader, at, "an object of values by column", [&](const std::string& header, const Cursor& words) {
    CellWords& column = values.emplace_back();
    column.header = {header, key_place(words.place())};
    visit_members(reader, words, "an object: what each value of the column stands for",
                  [&](const std::string& cell, const Cursor& word) {
                    column.words.insert_or_assign(cell, value_text(word.node()));
                  });
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<PlacedText>& names) {
  names = names_at(reader, at);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<FilledField>& filled) {
  visit_members(reader, at, "an object of values by field", [&](const std::string& field, const Cursor& value) {
    filled.push_back({{field, key_place(value.place())}, value_text(value.node())});
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<ColumnUnit>& units) {
  visit_members(reader, at, "an object of units by column", [&](const std::string& header, const Cursor& unit) {
    std::string text;
    if (read_text(reader, unit, text)) units.push_back({{header, key_place(unit.place())}, text});
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, ConfidenceTable& table) {
  table.words = at.node();
  visit_members(reader, at, "an object: what each word adds", [&](const std::string& word, const Cursor& added) {
    if (!added.node().is(Draft::Type::object) && !is_note(word))
      reader.mismatch(added, "an object of fields that '" + word + "' adds");
  });
}

namespace {

Draft text_or_texts() {
  const Draft one = made::object({{"type", made::text("string")}});
  return any_of({one, made::object({{"type", made::text("array")}, {"items", one}})});
}

Draft object_of_each(Draft each) {
  Draft schema = made::object({{"type", made::text("object")}});
  schema.set("additionalProperties", std::move(each));
  return schema;
}

}  // namespace

Form form_of(const Spec&, const std::vector<FieldSource>&) {
  return {object_of_each(text_or_texts()), "object of a column or a list of columns by field"};
}

Form form_of(const Spec&, const std::vector<CellWords>&) {
  const Draft word = made::object({{"type", made::texts({"string", "number", "boolean"})}});
  return {object_of_each(object_of_each(word)), "object of values by column and cell"};
}

Form form_of(const Spec&, const std::vector<FilledField>&) {
  return {object_of_each(made::object({{"type", made::texts({"string", "number", "boolean"})}})),
          "object of values by field"};
}

Form form_of(const Spec&, const std::vector<ColumnUnit>&) {
  return {object_of_each(made::object({{"type", made::text("string")}})), "object of units by column"};
}

Form form_of(const Spec&, const ConfidenceTable&) {
  return {made::object({{"type", made::text("object")}}), "object of fields by word"};
}

Form form_of(const Spec&, const std::vector<PlacedText>&) { return {text_or_texts(), "column, or list of columns"}; }

namespace {

void expect_one_of(Reader& reader, const Cursor& map, std::string_view key, std::string_view said,
                   std::initializer_list<std::string_view> all, std::string_view wanted) {
  for (const std::string_view it : all)
    if (it == said) return;
  reader.mismatch(map.member(key), wanted);
}

void check_format(Reader& reader, const Cursor& at, const BookMap& map) {
  if (!DateFormat::parse(map.dates))
    reader.mismatch(at.member("dates"),
                    "how dates are written, such as \"DD.MM.YYYY\", \"MM/DD/YYYY\" or \"YYYYMMDD\"");
  expect_one_of(reader, at, "delimiter", map.delimiter, {",", ";", "\t", "|"}, R"(one of ",", ";", "\t" and "|")");
  expect_one_of(reader, at, "encoding", map.encoding, {"utf-8", "windows-1252", "utf-16"},
                "one of \"utf-8\", \"windows-1252\" and \"utf-16\"");
  expect_one_of(reader, at, "decimal", map.decimal, {".", ","}, R"(the decimal mark, "." or ",")");
}

}  // namespace

std::optional<BookMap> read_book_map(Reader& reader, const Cursor& at) {
  BookMap map;
  if (at.node().is(Draft::Type::string)) {
    map.file = at.node().text;
    map.place = at.place();
    map.dates = "YYYY-MM-DD", map.delimiter = ",", map.decimal = ".", map.encoding = "utf-8";
    return map;
  }
  if (!at.node().is(Draft::Type::object))
    return reader.mismatch(at, "the name of a CSV file, or an object that says how to read it"), std::nullopt;
  const std::size_t problems = reader.problems().size();
  read_fields(reader, at, map);
  if (reader.problems().size() == problems) check_format(reader, at, map);
  if (reader.problems().size() > problems) return std::nullopt;
  map.place = at.member("file").place();
  return map;
}

}  // namespace allot::scenario

#include "intake/guess.hpp"

#include <algorithm>

#include "intake/names.hpp"
#include "intake/words.hpp"
#include "scenario/build_draft.hpp"

namespace allot::intake {
namespace {

using scenario::Books;
namespace made = scenario::made;

std::string_view section_of(std::string_view field) {
  if (field == "organisation") return "organisations";
  if (field == "product") return "products";
  if (field == "supplier") return "suppliers";
  return field == "site" ? "sites" : "";
}

bool stands_in_defaults(const Asked& asked, std::string_view field) {
  if (asked.kind != Books::orders || !asked.scenario) return false;
  const Draft* const defaults = asked.scenario->find("defaults");
  const Draft* const orders = defaults ? defaults->find("orders") : nullptr;
  return orders && orders->find(field);
}

// How many values of a column, of the first of many, name something of a section, in a hundred.
std::size_t share_that_names(const SeenColumn& column, const std::vector<KnownName>& names) {
  const std::size_t looked_at = std::min<std::size_t>(1000, column.values.size());
  const auto named =
      std::count_if(column.values.begin(), column.values.begin() + static_cast<std::ptrdiff_t>(looked_at),
                    [&](const SeenValue& value) { return meant_by(value.text, names).has_value(); });
  return looked_at == 0 ? 0 : 100 * static_cast<std::size_t>(named) / looked_at;
}

// Whether rows can do without a column for the field.
bool may_be_left_out(const Asked& asked, const KnownHeaders& known, const std::vector<KnownName>& names) {
  return !known.is_needed || names.size() == 1 || stands_in_defaults(asked, known.field);
}

/// How much of a header has to be the name that a field is known by.
enum class Match : std::uint8_t { whole, but_for_number, part };

// "so number" and "so nr" are "so".
std::string_view but_for_number(std::string_view words) {
  for (const std::string_view last : {" number", " no", " nr", " nummer", " num", " id", " code", " key", " name"})
    if (words.ends_with(last)) return words.substr(0, words.size() - last.size());
  return words;
}

bool is_called(std::string_view header, std::string_view name, Match match) {
  switch (match) {
    case Match::whole: return header == name;
    case Match::but_for_number: return but_for_number(header) == but_for_number(name);
    case Match::part: return name.size() > 2 && has_words(header, name);
  }
  return false;
}

/// Columns of the file while they are given to fields.
class Columns {
 public:
  explicit Columns(const SeenFile& file) : file_(file), is_taken_(file.columns.size(), false) {
    for (const SeenColumn& column : file.columns) words_.push_back(plain_words(column.header));
  }

  /// The free column that is called so and holds such values: by all of its name, else by a part of it; an empty one
  /// last. Of what a scenario has names for, the one whose values are those names, whatever it is called.
  const SeenColumn* take(const Asked& asked, const KnownHeaders& known) {
    const bool has_names = asked.scenario && !section_of(known.field).empty();
    const auto names = has_names ? names_in(*asked.scenario, section_of(known.field)) : std::vector<KnownName>();
    const auto called = called_so(known);
    if (names.empty() || (called && share_that_names(file_.columns[*called], names) > 0)) return taken(called);
    if (const auto other = with_values_of(names)) return taken(other);
    return called && may_be_left_out(asked, known, names) ? nullptr : taken(called);
  }

  std::vector<const SeenColumn*> left() const {
    std::vector<const SeenColumn*> left;
    for (std::size_t i = 0; i < is_taken_.size(); ++i)
      if (!is_taken_[i] && !file_.columns[i].header.empty()) left.push_back(&file_.columns[i]);
    return left;
  }

 private:
  const SeenColumn* taken(std::optional<std::size_t> column) {
    if (!column) return nullptr;
    is_taken_[*column] = true;
    return &file_.columns[*column];
  }

  std::optional<std::size_t> called_so(const KnownHeaders& known) const {
    for (const bool is_empty : {false, true})
      for (const Match match : {Match::whole, Match::but_for_number, Match::part})
        for (std::string_view names = known.names; !names.empty();) {
          const std::string_view name = names.substr(0, names.find('|'));
          names.remove_prefix(std::min(name.size() + 1, names.size()));
          for (std::size_t i = 0; i < words_.size(); ++i)
            if (is_free(i) && file_.columns[i].values.empty() == is_empty && is_called(words_[i], name, match) &&
                looks_like(file_.columns[i], known.look))
              return i;
        }
    return std::nullopt;
  }

  // Most of whose values are those names.
  std::optional<std::size_t> with_values_of(const std::vector<KnownName>& names) const {
    std::optional<std::size_t> best;
    std::size_t most = 50;
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (const std::size_t share = is_free(i) ? share_that_names(file_.columns[i], names) : 0; share > most)
        best = i, most = share;
    return best;
  }

  // And no other is called the same.
  bool is_free(std::size_t i) const {
    return !is_taken_[i] && std::count_if(file_.columns.begin(), file_.columns.end(), [&](const SeenColumn& it) {
                              return it.header == file_.columns[i].header;
                            }) == 1;
  }

  const SeenFile& file_;
  std::vector<std::string> words_;
  std::vector<bool> is_taken_;
};

/// A field and the columns that it is read from.
struct Found {
  const KnownHeaders* known;
  std::vector<const SeenColumn*> columns;
};

// A further part of an id is none without the first.
std::vector<Found> find_fields(const Asked& asked, Columns& columns) {
  std::vector<Found> found;
  std::string_view before;
  for (const KnownHeaders& known : known_headers(asked.kind)) {
    const bool is_part = known.field == before;
    before = known.field;
    if (is_part && (found.empty() || found.back().known->field != known.field)) continue;
    const SeenColumn* const column = columns.take(asked, known);
    if (!column) continue;
    if (is_part)
      found.back().columns.push_back(column);
    else
      found.push_back({&known, {column}});
  }
  return found;
}

Draft words_of(const std::vector<std::string>& words) {
  std::vector<std::string_view> views(words.begin(), words.end());
  return made::texts(std::move(views));
}

constexpr const char* sure_note = "assumed: a starting point of allot import, to be replaced by this supplier's record";

// What a piece adds that is no more than likely, or possible. Its numbers are assumptions, and say so.
Draft added_by(Sureness sureness) {
  const auto slip = [](const char* median, const char* p90) {
    return made::object({{"lognormal", made::object({{"median", made::text(median)}, {"p90", made::text(p90)}})}});
  };
  if (sureness == Sureness::likely)
    return made::object({{"slip", slip("7d", "28d")}, {"slip#", made::text(sure_note)}});
  if (sureness == Sureness::possible)
    return made::object({{"scale", Draft::number_of(0.5, "0.5")},
                         {"scale#", made::text(sure_note)},
                         {"slip", slip("21d", "84d")},
                         {"slip#", made::text(sure_note)}});
  return Draft::object_of();
}

/// Fills in the map, field by field.
class Mapping {
 public:
  Mapping(const Asked& asked, Guess& guess) : asked_(asked), guess_(guess) {}

  void write(const std::vector<Found>& found) {
    Draft columns = Draft::object_of();
    for (const Found& it : found) {
      std::vector<std::string> headers;
      for (const SeenColumn* column : it.columns) headers.push_back(column->header);
      columns.set(it.known->field, headers.size() == 1 ? made::text(headers[0]) : words_of(headers));
      guess_.read.push_back({std::string(it.known->field), headers, example_of(it)});
      match(it);
    }
    fill(found);
    finish(std::move(columns));
  }

 private:
  static std::string example_of(const Found& it) {
    std::string example;
    for (const SeenColumn* column : it.columns)
      if (!column->values.empty()) example += (example.empty() ? "" : "-") + column->values.front().text;
    return example;
  }

  void match(const Found& it) {
    const std::string_view field = it.known->field;
    if (field == "confidence") return match_confidence(*it.columns[0]);
    if (field == "gate") return match_gates(*it.columns[0]);
    if (field == "add") add_unit(*it.columns[0]);
    if (section_of(field).empty() || !asked_.scenario) return;
    const std::vector<KnownName> names = names_in(*asked_.scenario, section_of(field));
    const SeenColumn& column = *it.columns[0];
    Draft words = Draft::object_of();
    for (const SeenValue& value : column.values) {
      auto meaning = meant_by(value.text, names);
      const bool is_shown = guess_.unknown.size() < most_unknown_shown;
      std::string near = meaning || !is_shown ? "" : nearest_to(value.text, names);
      // Two companies may share a word; a part number that begins with a product's name is one of it.
      if (meaning && !meaning->is_sure && field == "organisation") near = meaning->id, meaning.reset();
      if (!meaning)
        guess_.unknown.push_back({std::string(field), column.header, value.text, near, value.rows});
      else if (meaning->id != value.text)
        words.set(value.text, made::text(meaning->id));
      if (meaning && !meaning->is_sure) guess_.taken.emplace_back(value.text, meaning->id);
    }
    if (!words.items.empty()) values_.set(column.header, std::move(words));
  }

  void match_confidence(const SeenColumn& column) {
    Draft table = Draft::object_of();
    for (const SeenValue& value : column.values) {
      const Sureness sureness = sureness_of(plain_words(value.text));
      if (sureness == Sureness::unknown)
        guess_.unknown.push_back({"confidence", column.header, value.text, "", value.rows});
      else
        table.set(value.text, added_by(sureness));
      if (sureness == Sureness::likely || sureness == Sureness::possible) guess_.assumes_confidence = true;
    }
    confidence_ = std::move(table);
  }

  void match_gates(const SeenColumn& column) {
    Draft words = Draft::object_of();
    for (const SeenValue& value : column.values) {
      const std::string gate(gate_of(plain_words(value.text)));
      if (gate.empty())
        guess_.unknown.push_back({"gate", column.header, value.text, "", value.rows});
      else if (gate != value.text)
        words.set(value.text, made::text(gate));
    }
    if (!words.items.empty()) values_.set(column.header, std::move(words));
  }

  // A column of power says its unit in its header, or beside its numbers.
  void add_unit(const SeenColumn& column) {
    const std::string words = plain_words(column.header);
    for (const auto& [word, unit] : {std::pair("mw", "MW"), std::pair("kw", "kW"), std::pair("gw", "GW")})
      if (has_words(words, word)) units_.set(column.header, made::text(unit));
    adds_ = words;
  }

  void fill(const std::vector<Found>& found) {
    for (const KnownHeaders& known : known_headers(asked_.kind)) {
      const bool is_read =
          std::any_of(found.begin(), found.end(), [&](const Found& it) { return it.known->field == known.field; });
      if (is_read || !known.is_needed) continue;
      const std::string only = only_one(known.field);
      if (!only.empty())
        fill_.set(known.field, made::text(only));
      else if (!stands_in_defaults(asked_, known.field))
        guess_.missing.emplace_back(known.field);
    }
  }

  // What every row has, as there is no other.
  std::string only_one(std::string_view field) const {
    if (field == "gate") return std::string(gate_of(adds_));
    if (section_of(field).empty() || !asked_.scenario || stands_in_defaults(asked_, field)) return {};
    const std::vector<KnownName> names = names_in(*asked_.scenario, section_of(field));
    return names.size() == 1 ? names[0].id : "";
  }

  void finish(Draft columns) {
    Draft& map = guess_.map = Draft::object_of();
    map.set("file", made::text(asked_.file));
    if (asked_.encoding != "utf-8") map.set("encoding", made::text(asked_.encoding));
    map.set("delimiter", made::text(std::string(1, guess_.file.delimiter)));
    if (guess_.has_numbers) map.set("decimal", made::text(said(asked_.decimal, guess_.decimal, ".")));
    if (guess_.has_dates) map.set("dates", made::text(said(asked_.dates, guess_.dates, "YYYY-MM-DD")));
    map.set("columns", std::move(columns));
    for (auto& [key, value] : {std::pair<const char*, Draft&>("values", values_), {"fill", fill_}, {"unit_of", units_}})
      if (!value.items.empty()) map.set(key, std::move(value));
    if (confidence_) map.set("confidence", *std::move(confidence_));
    std::vector<std::string> ignored;
    for (const SeenColumn* column : guess_.unread) ignored.push_back(column->header);
    if (!ignored.empty()) map.set("ignored", words_of(ignored));
  }

  static std::string said(const std::string& asked, const Ways& found, const char* otherwise) {
    if (!asked.empty()) return asked;
    std::string all;
    for (const std::string& way : found.ways) all += (all.empty() ? "" : " or ") + way;
    return all.empty() ? otherwise : all;
  }

  const Asked& asked_;
  Guess& guess_;
  Draft values_ = Draft::object_of(), fill_ = Draft::object_of(), units_ = Draft::object_of();
  std::optional<Draft> confidence_;
  std::string adds_;  ///< what the column of amounts is called
};

// Columns that are not read may tell what those that are read leave open.
std::vector<const SeenColumn*> unread_that_look(const Guess& guess, Look look) {
  std::vector<const SeenColumn*> columns;
  for (const SeenColumn* column : guess.unread)
    if (!column->values.empty() && looks_like(*column, look)) columns.push_back(column);
  return columns;
}

Ways dates_of(const std::vector<const SeenColumn*>& columns, const Guess& guess) {
  Ways own = date_ways(columns);
  if (own.ways.size() < 2) return own;
  std::vector<const SeenColumn*> all = unread_that_look(guess, Look::date);
  all.insert(all.end(), columns.begin(), columns.end());
  Ways wider = date_ways(all);
  const bool is_one_of_own =
      wider.ways.size() == 1 && std::find(own.ways.begin(), own.ways.end(), wider.ways[0]) != own.ways.end();
  return is_one_of_own ? Ways{wider.ways, no_date(wider.ways[0], columns)} : own;
}

// Where nothing has a mark, files that separate cells by semicolons do so since a comma is their decimal mark.
Ways decimal_of(const std::vector<const SeenColumn*>& units, const std::vector<const SeenColumn*>& others,
                const Guess& guess) {
  const Ways own = decimal_ways(units, others);
  if (own.ways.size() == 1 && !own.telling.empty()) return own;
  const Ways wider = decimal_ways({}, unread_that_look(guess, Look::number));
  const bool tells = wider.ways.size() == 1 && !wider.telling.empty();
  if (tells && (own.telling.empty() || own.ways.size() == 2)) return wider;
  if (own.telling.empty() && guess.file.delimiter == ';') return {{","}, ""};
  return own;
}

void find_formats(const std::vector<Found>& found, const Asked& asked, Guess& guess) {
  std::vector<const SeenColumn*> dates, units, others;
  for (const Found& it : found) {
    if (it.known->look == Look::date) dates.push_back(it.columns[0]);
    if (it.known->look == Look::number) (it.known->field == "units" ? units : others).push_back(it.columns[0]);
  }
  guess.has_dates = !dates.empty();
  guess.has_numbers = !units.empty() || !others.empty();
  if (asked.dates.empty())
    guess.dates = dates_of(dates, guess);
  else
    guess.dates.ways = {asked.dates};
  if (asked.decimal.empty())
    guess.decimal = decimal_of(units, others, guess);
  else
    guess.decimal.ways = {asked.decimal};
}

}  // namespace

void make_guess(std::string_view text, const Asked& asked, Guess& guess) {
  guess.file = look_through(text, asked.delimiter.empty() ? delimiter_of(text) : asked.delimiter[0]);
  Columns columns(guess.file);
  const std::vector<Found> found = find_fields(asked, columns);
  guess.unread = columns.left();
  find_formats(found, asked, guess);
  Mapping(asked, guess).write(found);
}

}  // namespace allot::intake

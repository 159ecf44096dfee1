#include <algorithm>
#include <cmath>

#include "base/exact.hpp"
#include "base/literals.hpp"
#include "base/text.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/sections.hpp"

/// Currencies, price curves, when orders are paid, what units are worth.
namespace allot::scenario {
namespace {

constexpr Spec a_date{.key = "", .meaning = "", .kind = Kind::date, .least = no_least};
constexpr Spec an_amount{.key = "", .meaning = "", .kind = Kind::money};
constexpr Spec a_rate{.key = "", .meaning = "", .above = true};

bool is_currency(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Calls `read` with the place of the date and of what stands beside it, of each pair of a list.
template <class Read>
void read_pairs(Reader& reader, const Cursor& at, const char* wanted, Read&& read) {
  if (!at.node().is(Draft::Type::array) || at.node().items.empty()) return reader.mismatch(at, wanted);
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    if (!pair.node().is(Draft::Type::array) || pair.node().items.size() != 2)
      reader.mismatch(pair, wanted);
    else
      read(pair, pair.item(0, "0"), pair.item(1, "1"));
  }
}

ExchangeRate rate_from(Reader& reader, const Cursor& at, const std::string& currency) {
  ExchangeRate out{currency, {}};
  Decimal rate, date;
  if (at.node().is(Draft::Type::number)) {
    if (read_known(reader, at, a_rate, rate)) out.points.push_back({0, rate.real()});
    return out;
  }
  read_pairs(reader, at, "a number, or a list of [date, number]",
             [&](const Cursor& pair, const Cursor& day, const Cursor& number) {
               if (!read_known(reader, day, a_date, date) || !read_known(reader, number, a_rate, rate)) return;
               const Date when = half_up(date);
               if (!out.points.empty() && when <= out.points.back().date) reader.problem(pair, "dates have to rise");
               out.points.push_back({when, rate.real()});
             });
  return out;
}

void read_rates(Reader& reader, const Cursor& at) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of rates by currency");
  for (const std::string& key : at.node().keys) {
    const Cursor rate = at.member(key);
    if (key.ends_with('#') || !rate.exists()) continue;
    if (!is_currency(key))
      reader.problem_at_key(rate, "'" + key + "' is no currency", "three capital letters, such as USD");
    else if (key == reader.currency)
      reader.problem_at_key(rate, "'" + key + "' is what all money is counted in: it has no rate");
    else
      reader.rates.push_back(rate_from(reader, rate, key));
  }
}

}  // namespace

void read_currencies(Reader& reader, const Cursor& root) {
  const Cursor start = root.member("start"), at = root.member("money");
  if (start.exists() && start.node().is(Draft::Type::string))
    if (const auto date = parse_date(start.node().text)) reader.start = *date;
  if (!at.exists() || !at.node().is(Draft::Type::object)) return;
  const Cursor currency = at.member("currency"), rates = at.member("rates");
  if (currency.exists() && currency.node().is(Draft::Type::string)) {
    reader.currency = currency.node().text;
    if (!is_currency(reader.currency)) reader.mismatch(currency, "three capital letters, such as \"EUR\"");
  }
  if (!rates.exists()) return;
  if (!currency.exists()) return reader.problem(rates, "'rates' need a 'currency' that they lead to");
  read_rates(reader, rates);
}

void read_field(Reader& reader, const Cursor&, const Spec&, RatesRead it) { it.rates = reader.rates; }

void read_money(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor at = root.member("money");
  if (at.exists()) read_fields(reader, at, scenario.money.emplace());
}

void read_field(Reader& reader, const Cursor& at, const Spec&, CurvePoints it) {
  Decimal date, money;
  read_pairs(reader, at, "a list of [date, money]", [&](const Cursor& pair, const Cursor& day, const Cursor& amount) {
    if (!read_known(reader, day, a_date, date)) return;
    const Date when = half_up(date), start = std::exchange(reader.start, when);  // a price of that day, by its rate
    if (read_known(reader, amount, an_amount, money)) {
      if (!it.points.empty() && when <= it.points.back().date) reader.problem(pair, "dates have to rise");
      it.points.push_back({when, money.real()});
    }
    reader.start = start;
  });
}

namespace {

/// The points of a curve in a file, row by row.
class CurveReader {
 public:
  CurveReader(Reader& reader, const Cursor& at, PriceCurve& curve)
      : reader_(reader), at_(at), curve_(curve), currency_(curve.file.currency) {}

  void read() {
    const TextPointer text = text_named(reader_, at_.member("csv"));
    if (!text) return;
    CsvTable table(reader_, text);
    std::vector<CsvCell> cells;
    if (!table.read_names(cells)) return;
    const auto dates = place_of(cells, curve_.file.date, "date"), values = place_of(cells, curve_.file.value, "value");
    if (!dates || !values) return;
    const std::size_t before = reader_.problems().size();
    const CsvCell name = cells[*values];
    while (table.next(cells)) read_row(table, cells[*dates], cells[*values]);
    if (curve_.points.empty() && reader_.problems().size() == before)
      table.problem(name, "column '" + name.text + "' has no values");
  }

 private:
  std::optional<std::size_t> place_of(const std::vector<CsvCell>& cells, const std::string& column, const char* key) {
    std::vector<std::string> names;
    for (const CsvCell& cell : cells) names.push_back(cell.text);
    const auto found = std::find(names.begin(), names.end(), column);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const Cursor said = at_.member(key);
    reader_.unknown(said.exists() ? said : at_.member("csv"), "column", column, names);
    return std::nullopt;
  }

  static bool is_blank(const CsvCell& cell) { return cell.text.find_first_not_of(" \t") == std::string::npos; }

  void read_row(CsvTable& table, const CsvCell& date, const CsvCell& value) {
    for (const CsvCell* cell : {&date, &value})
      if (is_blank(*cell))
        return table.problem(*cell, "a blank cell: a price curve has no gaps", "leave the row out, or fill it");
    const auto when = parse_date(date.text);
    if (!when) return table.problem(date, "expected a date such as 2024-06-01, found '" + date.text + "'");
    const Date day = *when;
    const auto money = money_of(table, value, day);
    if (!money) return;
    if (!curve_.points.empty() && day <= curve_.points.back().date)
      return table.problem(date, day == curve_.points.back().date ? "another row has this date" : "dates have to rise");
    curve_.points.push_back({day, *money});
  }

  std::optional<double> money_of(CsvTable& table, const CsvCell& cell, Date day) {
    const auto number = parse_decimal(cell.text);
    const auto money = number ? std::nullopt : parse_money(cell.text);
    if (!number && !money) {
      table.problem(cell, "expected a number, or money such as 2.50 USD, found '" + cell.text + "'");
      return std::nullopt;
    }
    const std::string currency = money ? money->currency : currency_;
    if (reader_.currency.empty()) reader_.currency = currency;
    const auto rate = currency.empty() ? std::optional(1.0) : reader_.rate_of(currency, day);
    if (!rate)
      table.problem(cell, "money in " + currency + ", which the scenario cannot count",
                    "say under 'money', 'rates' what one " + currency + " comes to in " + reader_.currency);
    const double amount = (number ? *number : money->amount).real();
    if (amount < 0) table.problem(cell, "expected a price of at least 0, found '" + cell.text + "'");
    return rate ? std::optional(amount * *rate) : std::nullopt;
  }

  Reader& reader_;
  const Cursor& at_;
  PriceCurve& curve_;
  std::string currency_;
};

}  // namespace

void read_price_curves(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("price_curves");
  for (const Entry& entry : sections.price_curves) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, nullptr);
    PriceCurve& curve = scenario.price_curves.emplace_back();
    curve.id = entry.id;
    read_fields(reader, at, curve, {"id"});
    const bool has_file = at.member("csv").exists(), has_points = at.member("points").exists();
    if (has_file && has_points)
      reader.problem(at, "says both 'points' and 'csv': a curve has one of them");
    else if (has_file)
      CurveReader(reader, at, curve).read();
    else if (!has_points)
      reader.problem(at, "says neither 'points' nor 'csv'");
    curve.file = {};
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Price& price) {
  const Draft& node = at.node();
  if (!node.is(Draft::Type::string) || parse_money(node.text)) return read_value(reader, at, spec, price.money);
  price.curve = reader.names(Section::price_curves).find(node.text);
  if (price.curve) return;
  if (is_id(node.text)) return reader.unknown(at, "price curve", node.text, reader.names(Section::price_curves));
  reader.mismatch(at, "money such as \"2.50 USD\", or the id of a price curve");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Depreciation& it) {
  read_fields(reader, at, it);
  if (!it.life && !it.value) reader.problem(at, "says neither 'life' nor 'value'");
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Instalment& instalment) {
  if (at.node().is(Draft::Type::object) && !is_whole_value(at.node())) return read_fields(reader, at, instalment);
  read_field(reader, at, spec, instalment.share);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Payments& payments) {
  const std::size_t before = reader.problems().size();
  read_fields(reader, at, payments);
  if (reader.problems().size() > before) return;
  const double sum =
      payments.order.share + payments.award.share + payments.shipment.share + payments.delivery.share;
  if (std::abs(sum - 1) > 1e-9)
    reader.problem(at, "the shares sum to " + trimmed(sum, 6) + ": they have to sum to 1, the whole price");
}

}  // namespace allot::scenario

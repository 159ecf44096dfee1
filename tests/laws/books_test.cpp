#include <algorithm>
#include <nlohmann/json.hpp>

#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "allot/ledger.hpp"
#include "allot/report.hpp"
#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"
#include "support/generate.hpp"

/// An order is an order, whether the file or an order book has it.
namespace allot::books_test {
namespace {

using Json = nlohmann::ordered_json;

/// The same orders twice: all in the file, and the last of them in an order book.
struct Forms {
  Json listed, shelved;
  std::string book;
  std::vector<std::string> in_book;
};

std::string word_of(const Json& json) { return json.is_string() ? json.get<std::string>() : json.dump(); }

// Nothing where a cell cannot say it: a distribution, a parameter.
std::optional<std::string> cell_of(const Json& value) {
  if (value.is_object()) return std::nullopt;
  if (!value.is_array()) return word_of(value);
  std::string cell;
  for (const Json& item : value) {
    if (item.is_object() || (item.is_array() && (item[0].is_object() || item[1].is_object()))) return std::nullopt;
    cell += (cell.empty() ? "" : "|") + (item.is_array() ? word_of(item[0]) + ":" + word_of(item[1]) : word_of(item));
  }
  return cell;
}

bool fits_into_cells(const Json& order) {
  for (const auto& [key, value] : order.items())
    if (!cell_of(value)) return false;
  return true;
}

// Rows stand behind the orders of the file: only the last can become rows without losing their place.
Forms forms_of(const Json& scenario) {
  Forms forms{scenario, scenario, "id", {}};
  std::vector<std::string> ids, columns;
  for (const auto& [id, order] : scenario.at("orders").items()) ids.push_back(id);
  while (!ids.empty() && fits_into_cells(scenario.at("orders").at(ids.back()))) {
    forms.in_book.insert(forms.in_book.begin(), ids.back());
    forms.shelved["orders"].erase(ids.back());
    ids.pop_back();
  }
  for (const std::string& id : forms.in_book)
    for (const auto& [key, value] : scenario.at("orders").at(id).items())
      if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
  for (const std::string& column : columns) forms.book += "," + column;
  for (const std::string& id : forms.in_book) {
    const Json& order = scenario.at("orders").at(id);
    forms.book += "\n" + id;
    for (const std::string& column : columns)
      forms.book += "," + (order.contains(column) ? *cell_of(order.at(column)) : "");
  }
  forms.shelved["order_books"] = Json::array({"book.csv"});
  return forms;
}

ScenarioFile file_of(const Json& scenario, const std::string& book) {
  const TextPointer text = allot::text_of(book, "book.csv");
  return {draft_of(scenario.dump()), [text](const std::string&) { return text; }};
}

// All that comes out of a run, the reasons and the ledger included; or that it is refused.
std::string outcome_of(const ScenarioFile& file) try {
  const Scenario scenario = check(file);
  Sampling sampling;
  sampling.replications = 3;
  sampling.with_series = true;
  std::string out =
      render(run(scenario, sampling), Format::json) + render(explain(scenario, {}, sampling), Format::json);
  for (const LedgerLine& line : trace(scenario, 1, 0, false)) out += json_line(line) + "\n";
  return out;
} catch (const InputError&) {
  return "refused";
}

}  // namespace

TEST_CASE("the same orders in the file or in a book give the same run, the same reasons and the same ledger", "[law]") {
  std::size_t rows = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Forms forms = forms_of(Json::parse(generate_scenario(seed, {.chance = seed % 3 == 0})));
    CAPTURE(seed, forms.book, forms.listed.dump(1));
    rows += forms.in_book.size();
    const std::string listed = outcome_of(file_of(forms.listed, forms.book));
    CHECK(listed != "refused");
    CHECK((outcome_of(file_of(forms.shelved, forms.book)) == listed));
  }
  CHECK(rows > 300);
}

TEST_CASE("an edit of an order is the same edit, whether the file or a book has it", "[law]") {
  const char* const edits[] = {
      R"({"orders": {"ID": {"priority": 7}}})", R"({"orders": {"ID": null}})",
      R"({"op": "add", "path": "/orders/ID/priority", "value": -7})", R"({"op": "remove", "path": "/orders/ID"})",
      R"([{"orders": {"ID": {"partial": false}}}, {"op": "test", "path": "/orders/ID/partial", "value": false}])"};
  std::size_t run = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Forms forms = forms_of(Json::parse(generate_scenario(seed)));
    if (forms.in_book.empty()) continue;
    const std::string& id = forms.in_book[seed % forms.in_book.size()];
    std::string edit = edits[seed % std::size(edits)];
    for (std::size_t at = edit.find("ID"); at != std::string::npos; at = edit.find("ID")) edit.replace(at, 2, id);
    for (Json* form : {&forms.listed, &forms.shelved}) (*form)["variants"] = {{"edited", Json::parse(edit)}};
    CAPTURE(seed, edit, forms.book, forms.listed.dump(1));
    const ScenarioFile listed = file_of(forms.listed, forms.book), shelved = file_of(forms.shelved, forms.book);
    const std::string wanted = outcome_of(edited(listed, "edited", {}));
    run += wanted != "refused" ? 1 : 0;
    CHECK((outcome_of(edited(shelved, "edited", {})) == wanted));
    if (wanted == "refused") continue;
    CHECK(check_variant(edited(shelved, "edited", {}), shelved, check(shelved)) ==
          check(edited(shelved, "edited", {})));
    const std::string again = line_of(resolved(edited(shelved, "edited", {})));
    CHECK((outcome_of({draft_of(again), shelved.load, "edited"}) == wanted));
  }
  CHECK(run > 25);
}

}  // namespace allot::books_test

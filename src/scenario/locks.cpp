#include <algorithm>
#include <functional>
#include <memory>

#include "allot/lock_changes.hpp"
#include "base/exact.hpp"
#include "base/literals.hpp"
#include "scenario/award_rows.hpp"
#include "scenario/members.hpp"
#include "scenario/read_entity.hpp"
#include "scenario/row_books.hpp"

/// Changes of the locks of a file, and the book that they make.
namespace allot {
namespace {

constexpr std::string_view added_by = "--lock";

// Each award with the list that it stands in.
void for_each_award(Draft& root, const std::function<void(Draft& awards, std::size_t award)>& visit) {
  Draft* const suppliers = root.find("suppliers");
  if (!suppliers) return;
  for (Draft& supplier : suppliers->items) {
    Draft* const allocation = supplier.find("allocation");
    Draft* const awards = allocation ? allocation->find("awards") : nullptr;
    for (std::size_t i = awards && awards->is(Draft::Type::array) ? awards->items.size() : 0; i-- > 0;)
      visit(*awards, i);
  }
}

std::string order_of_award(const Draft& award) {
  const Draft* const order = award.find("order");
  return order ? order->text : std::string();
}

Place whole_text(std::string name, const std::string& content) {
  const auto text = std::make_shared<const Text>(Text{std::move(name), content});
  return {text, 0, static_cast<std::uint32_t>(content.size()), 0, 0};
}

void remove_locks(ScenarioFile& file, const std::string& order, std::vector<Problem>& problems) {
  bool is_found = false;
  std::vector<std::string> locked;
  for_each_award(file.root, [&](Draft& awards, std::size_t award) {
    locked.push_back(order_of_award(awards.items[award]));
    if (locked.back() != order) return;
    is_found = true;
    awards.items.erase(awards.items.begin() + static_cast<std::ptrdiff_t>(award));
  });
  if (!is_found)
    problems.push_back({whole_text("--unlock", order), "", "the order '" + order + "' has no lock",
                        scenario::did_you_mean(order, locked), false});
}

// The units of an order as it asks for them.
std::optional<std::string> units_of_order(const Scenario& scenario, const std::string& id) {
  const auto said = [](const Value& units) -> std::optional<std::string> {
    if (!units.is_known()) return std::nullopt;
    return std::to_string(half_up(units.number));
  };
  for (std::size_t i = 0; i < scenario.orders.size(); ++i)
    if (scenario.orders.id(i) == id) return said(scenario.orders[i].units);
  for (const Order& it : scenario.placed)
    if (it.id == id) return said(it.units);
  return std::nullopt;
}

std::string as_typed(const LockChanges::Added& lock) {
  return lock.order + (lock.units.empty() && lock.at.empty() ? "" : "=" + lock.units) +
         (lock.at.empty() ? "" : "@" + lock.at);
}

void add_lock(ScenarioFile& file, const Scenario& scenario, const LockChanges::Added& lock,
              std::vector<Problem>& problems) {
  const Place place = whole_text(std::string(added_by), as_typed(lock));
  const auto refuse = [&](std::string message, std::string hint = {}) {
    problems.push_back({place, "", std::move(message), std::move(hint), false});
  };
  const auto supplier = scenario::supplier_of_order(file, lock.order);
  if (!supplier) return refuse("unknown order '" + lock.order + "'", scenario::near_order(file, lock.order));
  const std::optional<std::string> units =
      lock.units.empty() ? units_of_order(scenario, lock.order) : std::optional(lock.units);
  if (!units) return refuse("chance decides how many units '" + lock.order + "' asks: say how many are locked");
  const Date open_from = scenario.as_of.value_or(scenario.start);
  if (const auto at = parse_date(lock.at); at && scenario.as_of && *at < open_from)
    return refuse("a lock of " + format_date(*at) + " would change what has happened by " + format_date(open_from) +
                  ", 'as_of'");
  Draft row = Draft::object_of(place), how_many = scenario::fallback_draft(units->c_str());
  how_many.place = place;
  row.set("order", Draft::string_of(lock.order, place));
  row.set("units", std::move(how_many));
  row.set("at", Draft::string_of(lock.at.empty() ? format_date(open_from) : lock.at, place));
  Draft* const suppliers = file.root.find("suppliers");
  const auto at = suppliers ? scenario::member(*suppliers, *supplier) : std::nullopt;
  if (at) scenario::add_award(suppliers->items[*at], std::move(row));
}

bool is_of_book(const ScenarioFile& file, const Draft& award) {
  if (!award.place.text) return false;
  if (award.place.text->name == added_by) return true;
  if (!file.row_books) return false;
  for (const RowBooks::Section& section : file.row_books->sections)
    for (const scenario::Book& book : section.books)
      if (book.text == award.place.text) return true;
  return false;
}

std::string text_in(const Draft& row, const char* key) {
  const Draft* const cell = row.find(key);
  return cell ? cell->text : std::string();
}

}  // namespace

ScenarioFile with_locks(const ScenarioFile& file, const Scenario& scenario, const LockChanges& changes) {
  ScenarioFile out = file;
  std::vector<Problem> problems;
  for (const std::string& order : changes.removed) remove_locks(out, order, problems);
  for (const LockChanges::Added& lock : changes.added) add_lock(out, scenario, lock, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

std::vector<std::string> locked_in_scenario(const ScenarioFile& file) {
  std::vector<std::string> out;
  Draft root = file.root;
  for_each_award(root, [&](Draft& awards, std::size_t award) {
    if (!is_of_book(file, awards.items[award])) out.push_back(order_of_award(awards.items[award]));
  });
  return out;
}

std::string lock_book(const ScenarioFile& file) {
  std::vector<std::string> lines;
  Draft root = file.root;
  for_each_award(root, [&](Draft& awards, std::size_t award) {
    const Draft& it = awards.items[award];
    if (is_of_book(file, it))
      lines.push_back(order_of_award(it) + "," + text_in(it, "units") + "," + text_in(it, "at"));
  });
  std::string out = "order,units,at\n";
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) out += *line + "\n";
  return out;
}

}  // namespace allot

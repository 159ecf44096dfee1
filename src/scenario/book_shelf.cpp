#include "scenario/book_shelf.hpp"

#include <span>

#include "base/pointer.hpp"
#include "scenario/book_row.hpp"
#include "scenario/members.hpp"

namespace allot {

namespace {

// Rows that have a cell for each column; of others the check speaks.
template <class Visit>
void visit_rows(const scenario::Book& book, Visit&& visit) {
  scenario::RowReading reading(book);
  std::vector<CsvCell> cells;
  for (CsvReader rows = rows_of(book); rows.next(cells);)
    if (cells.size() == book.in_file.size() && !is_blank(cells)) visit(reading.read(cells), rows.record_begin());
}

}  // namespace

std::shared_ptr<BookShelf> empty_shelf() { return std::make_shared<BookShelf>(); }

void BookShelf::open(const Draft& root, const Loader& load) {
  const Draft* named = root.find("order_books");
  const Draft none;
  if (scenario::same_value(named ? *named : none, opened_)) return;
  *this = BookShelf();
  opened_ = named ? *named : none;
  if (!opened_.is(Draft::Type::array)) return;  // said by the check
  scenario::Reader reader(load);
  const scenario::Cursor top(root), books = top.member("order_books");
  for (std::size_t i = 0; i < opened_.items.size(); ++i) {
    const std::string index = std::to_string(i);
    auto book = scenario::open_book(reader, books.item(i, index), scenario::Books::orders);
    if (!book) continue;
    books_.push_back(std::move(*book));
    const auto number = static_cast<std::uint32_t>(books_.size() - 1);
    visit_rows(books_.back(), [&](const std::vector<CsvCell>& cells, std::size_t begin) {
      if (ids_.add(cells[books_.back().id].text)) rows_.push_back({number, static_cast<std::uint32_t>(begin)});
    });
  }
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
}

std::optional<Draft> BookShelf::find(std::string_view id) const {
  const Ref place = ids_.find(id);
  if (!place) return std::nullopt;
  const Row& row = rows_[place.at()];
  const scenario::Book& book = books_[row.book];
  std::vector<CsvCell> cells;
  CsvReader(std::string_view(book.text->content).substr(row.begin), book.delimiter).next(cells);
  for (CsvCell& cell : cells) cell.begin += row.begin, cell.end += row.begin;
  return entry_of_row(book, scenario::RowReading(book).read(cells));
}

void BookShelf::for_each(const std::function<void(const std::string& id, Draft row)>& visit) const {
  for (const scenario::Book& book : books_)
    visit_rows(book, [&](const std::vector<CsvCell>& cells, std::size_t) {
      visit(cells[book.id].text, entry_of_row(book, cells));
    });
}

TextPointer BookShelf::text(std::string_view name) const {
  for (std::size_t i = 0; i < books_.size(); ++i)
    if (books_[i].name == name) return books_[i].as_loaded;
  return nullptr;
}

namespace scenario {
namespace {

/// An order among the orders of the file for as long as an edit is made.
struct Guest {
  std::string id;
  Draft order;
  std::optional<Draft> row;  ///< as its book has it; none: an edit added it
};

std::optional<std::size_t> place_in(const Draft* orders, std::string_view id) {
  if (!orders) return std::nullopt;
  const auto place = orders->is(Draft::Type::array) ? entry_with_id(*orders, id) : member(*orders, id);
  return place && !orders->items[*place].is(Draft::Type::null) ? place : std::nullopt;
}

bool takes_guests(const ScenarioFile& file) {
  const Draft* orders = file.root.find("orders");
  return file.root.find("order_books") &&
         (!orders || orders->is(Draft::Type::object) || orders->is(Draft::Type::array));
}

std::optional<Guest> guest_for(ScenarioFile& file, const std::string& id) {
  if (const Draft* added = file.book_edits.added.find(id)) return Guest{id, *added, std::nullopt};
  const std::optional<Draft>* const edited = file.book_edits.row(id);
  if (edited && !*edited) return std::nullopt;
  file.shelf->open(file.root, file.load);
  const auto row = file.shelf->find(id);
  return row ? std::optional(Guest{id, edited ? **edited : *row, row}) : std::nullopt;
}

// Nothing where the edit took it out.
std::optional<Draft> unseat(Draft* orders, const std::string& id) {
  const auto place = place_in(orders, id);
  if (!place) return std::nullopt;
  Draft order = std::move(orders->items[*place]);
  const auto offset = static_cast<std::ptrdiff_t>(*place);
  orders->items.erase(orders->items.begin() + offset);
  if (orders->is(Draft::Type::array))
    order.erase("id");
  else
    orders->keys.erase(orders->keys.begin() + offset);
  return order;
}

// An order that is nowhere is perhaps one of a book, misspelt.
void suggest(const ScenarioFile& file, std::span<const std::string> ids, std::span<Problem> problems) {
  for (Problem& problem : problems)
    for (const std::string& id : ids) {
      if (!problem.hint.empty() || problem.message.find("no '" + id + "' in /orders") == std::string::npos) continue;
      const std::string near = file.shelf->nearest(id);
      if (!near.empty()) problem.hint = "did you mean '" + near + "'?";
    }
}

// What an edit left of a guest goes back to where it came from.
void send_back(BookEdits& edits, const Guest& guest, std::optional<Draft> order) {
  if (!guest.row && order)
    edits.added.set(guest.id, std::move(*order));
  else if (!guest.row)
    edits.added.erase(guest.id);
  else if (order && same_value(*order, *guest.row))
    edits.rows.erase(guest.id);
  else
    edits.rows[guest.id] = std::move(order);
}

}  // namespace

void edit_with_rows(ScenarioFile& file, std::vector<std::string> orders, std::vector<Problem>& problems,
                    const std::function<void(Draft& root)>& edit) {
  const auto is_listed = [&](const std::string& id) { return place_in(file.root.find("orders"), id).has_value(); };
  std::erase_if(orders, [&](const std::string& id) { return is_listed(id) || is_note(id); });
  if (orders.empty() || !takes_guests(file)) return edit(file.root);
  const std::size_t problems_before = problems.size();
  const bool has_orders = file.root.find("orders") != nullptr;
  if (!has_orders) file.root.set("orders", Draft::object_of(file.root.place));
  std::vector<Guest> guests;
  for (const std::string& id : orders) {
    auto guest = is_listed(id) ? std::nullopt : guest_for(file, id);
    if (!guest) continue;
    file.root.find("orders")->erase(id);
    add_entry(*file.root.find("orders"), id, guest->order);
    guests.push_back(std::move(*guest));
  }
  edit(file.root);
  Draft* listed = file.root.find("orders");
  for (const Guest& it : guests) send_back(file.book_edits, it, unseat(listed, it.id));
  for (const std::string& id : orders)
    if (auto fresh = unseat(listed, id)) file.book_edits.added.set(id, std::move(*fresh));
  if (listed && !has_orders && listed->items.empty()) file.root.erase("orders");
  suggest(file, orders, std::span(problems).subspan(problems_before));
}

std::vector<std::string> orders_in_pointer(std::string_view pointer) {
  const auto keys = keys_of_pointer(pointer);
  if (!keys || keys->size() < 2 || keys->front() != "orders") return {};
  return {(*keys)[1]};
}

std::vector<std::string> orders_in_merge_patch(const Draft& patch) {
  const Draft* orders = patch.is(Draft::Type::object) ? patch.find("orders") : nullptr;
  return orders && orders->is(Draft::Type::object) ? orders->keys : std::vector<std::string>();
}

std::vector<std::string> orders_in_operation(const Draft& operation) {
  std::vector<std::string> ids;
  for (const char* key : {"path", "from"})
    if (const Draft* pointer = operation.find(key); pointer && pointer->is(Draft::Type::string))
      for (std::string& id : orders_in_pointer(pointer->text)) ids.push_back(std::move(id));
  return ids;
}

}  // namespace scenario
}  // namespace allot

#include <set>

#include "allot/scenario_io.hpp"
#include "json/book_maps.hpp"
#include "json/parse.hpp"
#include "scenario/book_row.hpp"
#include "scenario/members.hpp"
#include "scenario/read_entity.hpp"

namespace allot {
namespace {

using scenario::Book;
using scenario::Reader;

void add_asked_row(Reader& reader, const Book& book, const std::vector<CsvCell>& cells, std::set<std::string>& taken,
                   std::vector<AskedOrder>& out) {
  const auto refuse = [&](const CsvCell& cell, std::string message) {
    reader.problem({scenario::place_of(book, cell), "", std::move(message), "", false});
  };
  const CsvCell& id = cells[book.id];
  if (id.text.empty()) return refuse(id, "the order has no id");
  if (!scenario::is_id(id.text))
    return refuse(id, "'" + id.text + "' is no id: " + std::string(scenario::what_an_id_is));
  if (!taken.insert(id.text).second) return refuse(id, "another order has the id '" + id.text + "'");
  out.push_back({id.text, scenario::entry_of_row(book, cells)});
}

std::vector<AskedOrder> rows_asked_for(Reader& reader, const Book& book) {
  std::vector<AskedOrder> out;
  std::set<std::string> taken;
  scenario::for_each_row(reader, book, [&](const std::vector<CsvCell>& cells, std::size_t) {
    add_asked_row(reader, book, cells, taken, out);
  });
  if (out.empty() && reader.problems().empty())
    reader.problem({{book.text, 0, 0, 0, 0}, "", "there is no order in it", "", false});
  return out;
}

// The book as an only order book, so that whatever those may say is read here.
std::vector<AskedOrder> book_asked_for(Draft said, const Loader& load) {
  Draft root = Draft::object_of(said.place);
  scenario::list_in(root, "order_books", said.place)->items.push_back(std::move(said));
  json::read_book_maps(root, load);
  Reader reader(load);
  const scenario::Cursor top(root), books = top.member("order_books");
  std::vector<AskedOrder> out;
  if (const auto book = open_book(reader, books.item(0, "0"), scenario::Books::orders))
    out = rows_asked_for(reader, *book);
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  return out;
}

}  // namespace

AskedOrders asked_orders(const std::string& text, const std::filesystem::path& folder) {
  Draft said = json::value_of_text(std::make_shared<Text>(Text{"--order", text}));
  const bool is_book = said.is(Draft::Type::string) || (said.is(Draft::Type::object) && said.find("file"));
  if (!is_book) return {{{"", std::move(said)}}, false};
  std::filesystem::path below = folder;
  if (said.is(Draft::Type::string)) {
    const std::filesystem::path path(said.text);
    below = path.is_absolute() ? path.parent_path() : folder / path.parent_path();
    said.text = path.filename().string();
  }
  return {book_asked_for(std::move(said), files_below(below)), true};
}

}  // namespace allot

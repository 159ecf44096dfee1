#include "json/week_books.hpp"

#include <algorithm>

#include "json/book_maps.hpp"
#include "scenario/build_draft.hpp"

namespace allot::json {
namespace {

/// What a file of a week is called, and the section that its rows would stand in.
struct WeekFile {
  const char *name, *section;
};

constexpr WeekFile week_files[] = {{"received", "received_books"},   {"shipped", "shipped_books"},
                                   {"cancelled", "cancelled_books"}, {"orders", "order_books"},
                                   {"supply", "supply_books"},       {"sites", "site_books"}};

std::string file_for(const std::string& name, std::span<const std::string> names) {
  for (const char* ending : {".map.json", ".csv"})
    if (std::find(names.begin(), names.end(), name + ending) != names.end()) return name + ending;
  return {};
}

}  // namespace

Draft books_of_week(std::span<const std::string> names, const Loader& load) {
  Draft books = Draft::object_of();
  for (const WeekFile& it : week_files)
    if (const std::string file = file_for(it.name, names); !file.empty())
      books.set(it.section, scenario::made::texts({file}));
  read_book_maps(books, load);
  return books;
}

}  // namespace allot::json

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/scenario_io.hpp"
#include "scenario/book.hpp"

namespace allot {

/// Finds an order of the books by its id, without reading the books again for each.
class BookShelf {
 public:
  /// Opens the books that a scenario names, unless they are open.
  ///
  /// errors: InputError if one of them cannot be opened
  void open(const Draft& root, const Loader& load);
  /// The row of that id as an entry of `orders`, without its id.
  std::optional<Draft> find(std::string_view id) const;
  std::string nearest(std::string_view id) const { return ids_.nearest(id); }
  /// All rows, by their ids, in order.
  void for_each(const std::function<void(const std::string& id, Draft row)>& visit) const;
  /// The text of a book that is open; null: it is not.
  TextPointer text(std::string_view name) const;

 private:
  struct Row {
    std::uint32_t book, begin;
  };
  Draft opened_;  ///< `order_books`
  std::vector<scenario::Book> books_;
  scenario::Names ids_;
  std::vector<Row> rows_;  ///< by place among the ids
};

namespace scenario {

/// Makes an edit while orders of books that it names stand among the orders of the file, so that it reaches them as it
/// reaches those. What it made of them is kept in `book_edits`; so are orders that it adds, since they stand behind all
/// others, as where there are no books.
///
/// shape: `orders` are those that it names
void edit_with_rows(ScenarioFile& file, std::vector<std::string> orders, std::vector<Problem>& problems,
                    const std::function<void(Draft& root)>& edit);

/// The orders that an edit names.
std::vector<std::string> orders_in_pointer(std::string_view pointer);
std::vector<std::string> orders_in_merge_patch(const Draft& patch);
std::vector<std::string> orders_in_operation(const Draft& operation);

}  // namespace scenario
}  // namespace allot

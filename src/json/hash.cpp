#include "allot/scenario_io.hpp"
#include "json/digest.hpp"
#include "json/write.hpp"

namespace allot {
namespace {

using json::Digest;

// A book is named, or says its `file` among what else it says.
const Draft* name_of(const Draft& book) {
  const Draft* const name = book.is(Draft::Type::object) ? book.find("file") : &book;
  return name && name->is(Draft::Type::string) ? name : nullptr;
}

void add_columns(Digest& digest, const Draft& node, const Loader& load) {
  const Draft* const column = node.find("empirical");
  const Draft* const name = column ? column->find("csv") : nullptr;
  if (name && name->is(Draft::Type::string)) digest.add(load(name->text)->content);
  for (const Draft& item : node.items) add_columns(digest, item, load);
}

}  // namespace

std::string hash(const ScenarioFile& file) {
  Digest digest;
  digest.add(json::write(file.root, 0));
  if (const Draft* books = file.root.find("order_books"); books && books->is(Draft::Type::array))
    for (const Draft& book : books->items)
      if (const Draft* name = name_of(book)) digest.add(file.load(name->text)->content);
  for (std::size_t i = 0; i < file.root.keys.size(); ++i)
    if (file.root.keys[i] != "variants") add_columns(digest, file.root.items[i], file.load);
  for (const auto& [id, order] : file.book_edits.rows) digest.add(id + json::write(order ? *order : Draft{}, 0));
  if (!file.book_edits.added.items.empty()) digest.add(json::write(file.book_edits.added, 0));
  return "sha256:" + digest.hex();
}

}  // namespace allot

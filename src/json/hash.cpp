#include <nettle/sha2.h>

#include <array>

#include "allot/scenario_io.hpp"
#include "json/write.hpp"

namespace allot {
namespace {

class Digest {
 public:
  Digest() { sha256_init(&state_); }
  void add(std::string_view text) {
    sha256_update(&state_, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  }
  std::string hex() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> bytes{};
    sha256_digest(&state_, bytes.size(), bytes.data());
    std::string text;
    for (const std::uint8_t byte : bytes) {
      text += "0123456789abcdef"[byte >> 4];
      text += "0123456789abcdef"[byte & 15];
    }
    return text;
  }

 private:
  sha256_ctx state_{};
};

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
      if (book.is(Draft::Type::string)) digest.add(file.load(book.text)->content);
  for (std::size_t i = 0; i < file.root.keys.size(); ++i)
    if (file.root.keys[i] != "variants") add_columns(digest, file.root.items[i], file.load);
  for (const auto& [id, order] : file.book_edits.rows) digest.add(id + json::write(order ? *order : Draft{}, 0));
  if (!file.book_edits.added.items.empty()) digest.add(json::write(file.book_edits.added, 0));
  return "sha256:" + digest.hex();
}

}  // namespace allot

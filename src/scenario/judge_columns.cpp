#include "base/text.hpp"
#include "scenario/book.hpp"
#include "scenario/judge.hpp"

/// Columns of another program's file that nothing is read from.
namespace allot::scenario {

std::string remark_on_columns(const std::string& file, const std::vector<std::string>& unread) {
  constexpr std::size_t most_named = 6;
  std::string names;
  for (std::size_t i = 0; i < std::min(most_named, unread.size()); ++i)
    names += (names.empty() ? "'" : ", '") + unread[i] + "'";
  if (unread.size() > most_named) names += " and " + std::to_string(unread.size() - most_named) + " more";
  const bool is_one = unread.size() == 1;
  return counted_text(static_cast<std::int64_t>(unread.size()), "column") + " of " + file + (is_one ? " is" : " are") +
         " not read: " + names + "; 'ignored' names those that need not be";
}

namespace {

void judge_section(Judge& in, const BookSection& section) {
  const Cursor books = in.root.member(section.key);
  if (!books.exists()) return;
  for (std::size_t i = 0; i < books.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor at = books.item(i, index);
    if (!at.node().is(Draft::Type::object)) continue;
    Reader scratch(in.load);
    const auto map = read_book_map(scratch, at);
    const auto book = open_book(scratch, at, section.kind);
    if (!map || !book) continue;
    const std::vector<std::string> unread = unread_columns(*book, *map);
    if (!unread.empty()) in.remark(at.member("file"), remark_on_columns(map->file, unread));
  }
}

}  // namespace

void judge_columns(Judge& in) {
  for (const BookSection& section : book_sections) judge_section(in, section);
}

}  // namespace allot::scenario

#include "scenario/happened_files.hpp"

#include "scenario/book_row.hpp"
#include "scenario/build_draft.hpp"

namespace allot::scenario {
namespace {

void add_rows(Reader& reader, const Book& book, Draft& list) {
  for_each_row(reader, book, [&](const std::vector<CsvCell>& cells, std::size_t from) {
    Draft entry = entry_of_row(book, cells);
    add_confidence(reader, book, entry);
    name_columns(book, cells, reader.problems(), from);
    if (book.id < cells.size() && !cells[book.id].text.empty())
      entry.set("id", Draft::string_of(cells[book.id].text, place_of(book, cells[book.id])));
    list.items.push_back(std::move(entry));
  });
}

std::optional<Draft> rows_of(Reader& reader, const Cursor& top, const BookSection& section) {
  const Cursor books = top.member(section.key);
  if (!books.exists()) return std::nullopt;
  Draft list = made::list({});
  for (std::size_t i = 0; i < books.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    if (const auto book = open_book(reader, books.item(i, index), section.kind)) add_rows(reader, *book, list);
  }
  return list;
}

// None of what a desk decides: that has not happened.
std::optional<Draft>* list_for(WhatHappened& rows, Books kind) {
  switch (kind) {
    case Books::orders: return &rows.orders;
    case Books::supply: return &rows.supply;
    case Books::sites: return &rows.sites;
    case Books::received: return &rows.received;
    case Books::shipped: return &rows.shipped;
    case Books::cancelled: return &rows.cancelled;
    case Books::awards: break;
  }
  return nullptr;
}

}  // namespace

WhatHappened rows_in(const Draft& books, const Loader& load) {
  Reader reader(load);
  const Cursor top(books);
  WhatHappened out;
  for (const BookSection& section : book_sections)
    if (std::optional<Draft>* const list = list_for(out, section.kind)) *list = rows_of(reader, top, section);
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  return out;
}

}  // namespace allot::scenario

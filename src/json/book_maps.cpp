#include "json/book_maps.hpp"

#include "json/parse.hpp"
#include "scenario/books.hpp"

namespace allot::json {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const Place& place, const std::string& why) {
  throw InputError({{place, "", why, "", false}});
}

TextPointer text_of(const Draft& name, const Loader& load) {
  try {
    return load(name.text);
  } catch (const std::runtime_error& error) {
    refuse(name.place, error.what());
  }
}

Draft map_named(const Draft& name, const Loader& load) {
  Draft map = parse(text_of(name, load));
  if (!map.is(Draft::Type::object)) refuse(map.place, "expected an object that says how to read a CSV file");
  if (Draft* file = map.find("file"); file && file->is(Draft::Type::string))
    file->text = (fs::path(name.text).parent_path() / file->text).generic_string();
  return map;
}

}  // namespace

void read_book_maps(Draft& root, const Loader& load) {
  for (const scenario::BookSection& section : scenario::book_sections) {
    Draft* const books = root.is(Draft::Type::object) ? root.find(section.key) : nullptr;
    if (!books || !books->is(Draft::Type::array)) continue;
    for (Draft& book : books->items)
      if (book.is(Draft::Type::string) && book.text.ends_with(".json")) book = map_named(book, load);
  }
}

}  // namespace allot::json

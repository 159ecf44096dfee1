#include <algorithm>

#include "scenario/members.hpp"
#include "scenario/order_book.hpp"

/// What the rows of order books see of the rest of a scenario.
namespace allot::scenario {
namespace {

const Draft& member_or_null(const Draft& object, std::string_view key, const Draft& null) {
  const Draft* found = object.find(key);
  return found ? *found : null;
}

bool is_same(const Draft& one, const Draft& other, std::string_view key) {
  const Draft null;
  return same_value(member_or_null(one, key, null), member_or_null(other, key, null));
}

// The entries of a section with no more than `id` and one of their members.
Draft outline(Draft section, std::string_view kept) {
  for (Draft& entry : section.items) {
    if (!entry.is(Draft::Type::object)) continue;
    Draft less = Draft::object_of(entry.place);
    for (const std::string_view key : {std::string_view("id"), kept})
      if (const Draft* found = entry.find(key)) less.set(key, *found);
    entry = std::move(less);
  }
  return section;
}

Draft outline_of(const Draft& root, std::string_view section, std::string_view kept) {
  const Draft* found = root.find(section);
  return found ? outline(*found, kept) : Draft{};
}

// Pieces of supply, by supplier, with their products.
Draft plans_of(const Draft& root) {
  Draft suppliers = outline_of(root, "suppliers", "supply");
  for (Draft& supplier : suppliers.items)
    if (Draft* plan = supplier.is(Draft::Type::object) ? supplier.find("supply") : nullptr)
      *plan = outline(*plan, "product");
  return suppliers;
}

const Draft* order_defaults(const Draft& root) {
  const Draft* defaults = root.find("defaults");
  return defaults ? defaults->find("orders") : nullptr;
}

bool defaults_are_the_same(const Draft& one, const Draft& other) {
  const Draft *a = order_defaults(one), *b = order_defaults(other);
  if (!a || !b) return a == b;
  return same_value(*a, *b) && is_same(one, other, "parameters");
}

// What the file's edits took out is nowhere to be found, and what they changed is not what the book says.
bool edits_go_on(const BookEdits& variant, const BookEdits& file) {
  return file.added.items.empty() && std::all_of(file.rows.begin(), file.rows.end(), [&](const auto& edited) {
    const auto found = variant.rows.find(edited.first);
    return found != variant.rows.end() && (edited.second || !found->second);
  });
}

}  // namespace

bool rows_read_the_same(const ScenarioFile& variant, const ScenarioFile& file) {
  const Draft &one = variant.root, &other = file.root;
  return is_same(one, other, "order_books") && is_same(one, other, "start") && is_same(one, other, "products") &&
         is_same(one, other, "money") &&
         edits_go_on(variant.book_edits, file.book_edits) && defaults_are_the_same(one, other) &&
         same_value(plans_of(one), plans_of(other)) &&
         same_value(outline_of(one, "organisations", ""), outline_of(other, "organisations", "")) &&
         same_value(outline_of(one, "sites", "organisation"), outline_of(other, "sites", "organisation"));
}

KnownRows rows_of(const ScenarioFile& file, const Scenario& checked) {
  std::size_t written_out = 0;
  if (const Draft* orders = file.root.find("orders"))
    for (std::size_t i = 0; i < orders->items.size(); ++i)
      if (!orders->items[i].is(Draft::Type::null) && (i >= orders->keys.size() || !is_note(orders->keys[i])))
        ++written_out;
  return {checked, file.book_edits, written_out};
}

}  // namespace allot::scenario

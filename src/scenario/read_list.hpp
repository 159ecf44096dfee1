#pragma once

#include "scenario/read_entity.hpp"

namespace allot::scenario {

/// A list of objects; `also` looks at each that is one.
template <class Item, class Also>
void read_list(Reader& reader, const Cursor& at, std::vector<Item>& list, Also also) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of objects");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    Item& entry = list.emplace_back();
    read_fields(reader, item, entry);
    if (item.node().is(Draft::Type::object)) also(item);
  }
}

}  // namespace allot::scenario

#pragma once

#include "allot/scenario_io.hpp"

namespace allot::json {

/// Puts what a file of JSON says of a book in the place of its name, as if it stood there: "orders.map.json" in
/// `order_books` and its like. The book that it names lies beside it.
///
/// errors: InputError if such a file cannot be read, or holds no object
void read_book_maps(Draft& root, const Loader& load);

}  // namespace allot::json

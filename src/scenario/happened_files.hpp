#pragma once

#include <string>
#include <vector>

#include "allot/roll.hpp"

namespace allot::scenario {

/// Rows of files as lists of entries: `books` names each as a section of a scenario would, {"received_books": [...]}, with
/// `order_books`, `supply_books`, `site_books`, `received_books`, `shipped_books` and `cancelled_books`.
///
/// errors: InputError with everything that does not read
WhatHappened rows_in(const Draft& books, const Loader& load);

}  // namespace allot::scenario

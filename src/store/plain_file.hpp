#pragma once

#include <filesystem>

#include "store/database.hpp"

namespace allot::store {

/// Where a file is made before it takes its place; what an earlier attempt left there is removed.
std::filesystem::path new_beside(const std::filesystem::path& path);

/// Writes a database that has all its points into a new file, its rows in their order: the same bytes for the same content.
void write_plain(Database& database, const std::filesystem::path& into);

}  // namespace allot::store

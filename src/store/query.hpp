#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "allot/answer.hpp"

/// Reading what a sweep found.
namespace allot::store {

/// A view or table, and how many rows it has.
struct Listed {
  std::string name;
  bool is_view = false;
  std::size_t rows = 0;
};
std::vector<Listed> listed_in(const std::filesystem::path& database);

/// Told of the columns first, then of each row.
struct Reader {
  std::function<void(const std::vector<std::string>& columns)> columns;
  std::function<void(const Answer::Row&)> row;
};

/// Reads all rows of a view or table by its name, or what a question in SQL gives.
///
/// errors: RequestError where the text is no name that is there and no question, or a question that would change
///         something, or more than one; EnvironmentError
void read_rows(const std::filesystem::path& database, const std::string& asked, const Reader& reader);

}  // namespace allot::store

#pragma once

#include <filesystem>

#include "store/database.hpp"

namespace allot::store {

/// A file that is made beside another and then takes its place; what does not come to that is removed.
class Beside {
 public:
  explicit Beside(const std::filesystem::path& place, const char* ending = ".new");
  ~Beside();
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// errors: EnvironmentError
  void take_place();

 private:
  std::filesystem::path place_, path_;
};

/// The whole database in one file, its rows in their order, and as finished.
void write_plain(Database& database, const std::filesystem::path& into);

}  // namespace allot::store

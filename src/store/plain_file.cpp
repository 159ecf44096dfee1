#include "store/plain_file.hpp"

#include "allot/error.hpp"

namespace allot::store {

Beside::Beside(const std::filesystem::path& place, const char* ending) : place_(place), path_(place.string() + ending) {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);  // of a program that was killed
}

Beside::~Beside() {
  std::error_code ignored;
  for (const char* const part : {"", "-journal", "-wal", "-shm"})
    std::filesystem::remove(path_.string() + part, ignored);
}

void Beside::take_place() {
  std::error_code error;
  std::filesystem::rename(path_, place_, error);
  if (error) throw EnvironmentError("cannot write " + place_.string() + ": " + error.message());
}

void write_plain(Database& database, const std::filesystem::path& into) {
  database.run("DELETE FROM facts WHERE name = 'finished'");
  database.run("PRAGMA schema_version = 1");  // else it would count how often the file was written anew
  database.run("VACUUM INTO " + quoted_text(into.string()));
  // Only there: ended before the new file takes its place, the old one is not finished.
  Database(into, Access::write, database.path()).run("INSERT INTO facts VALUES ('finished', 'yes')");
}

}  // namespace allot::store

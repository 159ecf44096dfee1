#include "store/plain_file.hpp"

namespace allot::store {

std::filesystem::path new_beside(const std::filesystem::path& path) {
  std::filesystem::path out = path.string() + ".new";
  std::error_code ignored;
  std::filesystem::remove(out, ignored);
  return out;
}

void write_plain(Database& database, const std::filesystem::path& into) {
  database.run("DELETE FROM facts WHERE name = 'finished'");
  database.run("PRAGMA schema_version = 1");  // else it would count how often the file was written anew
  database.run("VACUUM INTO " + quoted_text(into.string()));
  // Only there: ended before the new file takes its place, the old one is not finished.
  Database(into, Access::write).run("INSERT INTO facts VALUES ('finished', 'yes')");
}

}  // namespace allot::store

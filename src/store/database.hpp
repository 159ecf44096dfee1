#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "allot/answer.hpp"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite as values: a database, a statement, a transaction. What goes wrong in it is an EnvironmentError that names the
/// file and says what to do.
namespace allot::store {

enum class Access : std::uint8_t { create, write, read };

class Statement;

class Database {
 public:
  /// errors: EnvironmentError if it cannot be opened so, or is no database; messages call it `called`, or by its path
  Database(const std::filesystem::path& path, Access access, const std::filesystem::path& called = {});

  const std::filesystem::path& path() const { return path_; }
  void run(const std::string& sql);
  Statement prepare(const std::string& sql) const;
  /// The first cell of the first row; nothing where there is none.
  Answer::Cell value(const std::string& sql) const;
  bool has(std::string_view table_or_view) const;
  /// What SQLite last said, in its words, and whether it was about the SQL that it was given.
  std::string complaint() const;
  bool is_wrong_sql() const;
  /// The same as an error about this file; `doing` as in "cannot read".
  [[noreturn]] void fail(std::string_view doing) const;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* it) const;
  };
  std::filesystem::path path_;
  Access access_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A statement that is prepared once and run for many values. The database outlives it.
class Statement {
 public:
  Statement(const Database& database, const std::string& sql);

  /// A value for each question mark, by its number from 1.
  void bind(int place, const Answer::Cell& value);
  void bind(int place, std::int64_t value);
  /// True where there is a row to look at.
  bool step();
  /// Runs it to its end, and makes it ready to be run again.
  void run();
  void reset();

  int width() const;
  std::string name(int column) const;
  Answer::Cell cell(int column) const;
  std::int64_t integer(int column) const;
  /// Whether it changes nothing in any database.
  bool is_readonly() const;
  /// Whether another statement follows it in its text.
  bool is_followed() const { return is_followed_; }

 private:
  struct Finish {
    void operator()(sqlite3_stmt* it) const;
  };
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finish> handle_;
  bool is_followed_ = false;
};

/// All that is done until `keep` is kept, or none of it.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void keep();

 private:
  Database& database_;
  bool is_kept_ = false;
};

/// Whether a file begins as a database of SQLite does.
bool is_database(const std::filesystem::path& path);

/// Whether SQL takes two names for one: it knows no upper and lower case of a to z.
bool is_same_name(std::string_view a, std::string_view b);

/// A name of SQL in double quotes, a text in single ones.
std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

}  // namespace allot::store

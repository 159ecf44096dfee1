#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "allot/error.hpp"

// One file is one database. Names of rows and columns are ours or quoted; values are bound, never pasted into SQL.

namespace allot::store {
namespace {

constexpr int patience_ms = 5000;  // for a lock that another process holds

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

// What to do about it, where that can be known; else the reason that the system gives.
std::string advice(int code, int reason) {
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG) return std::strerror(reason);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another process has it locked; try again when that has ended";
    case SQLITE_READONLY: return "it may only be read";
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_NOTADB: return "it is no SQLite database";
    case SQLITE_CORRUPT: return "the database is damaged";
    case SQLITE_IOERR: return "the disk failed, or another program has replaced or removed the file meanwhile";
    case SQLITE_CANTOPEN: return reason == 0 ? "" : std::strerror(reason);
    default: return "";
  }
}

}  // namespace

bool is_same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(a.size())) == 0;
}

std::string quoted_name(std::string_view name) { return doubled(name, '"'); }
std::string quoted_text(std::string_view text) { return doubled(text, '\''); }

bool is_database(const std::filesystem::path& path) {
  constexpr std::string_view head = "SQLite format 3";
  std::string found(head.size(), '\0');
  std::ifstream(path, std::ios::binary).read(found.data(), static_cast<std::streamsize>(found.size()));
  return found == head;
}

void Database::Close::operator()(sqlite3* it) const { sqlite3_close(it); }
void Statement::Finish::operator()(sqlite3_stmt* it) const { sqlite3_finalize(it); }

Database::Database(const std::filesystem::path& path, Access access, const std::filesystem::path& called)
    : path_(called.empty() ? path : called), access_(access) {
  const int flags = access == Access::read     ? SQLITE_OPEN_READONLY
                    : access == Access::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                               : SQLITE_OPEN_READWRITE;
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw EnvironmentError("cannot open " + path.string() + ": it is a folder");
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(access == Access::create ? "cannot make" : "cannot open");
  sqlite3_busy_timeout(handle, patience_ms);
}

void Database::fail(std::string_view doing) const {
  const int code = handle_ ? sqlite3_extended_errcode(handle_.get()) : SQLITE_NOMEM;
  const std::string known = advice(code, handle_ ? sqlite3_system_errno(handle_.get()) : 0);
  throw EnvironmentError(std::string(doing) + " " + path_.string() + ": " +
                         (known.empty() ? std::string(sqlite3_errmsg(handle_.get())) : known));
}

bool Database::is_wrong_sql() const { return (sqlite3_errcode(handle_.get()) & 0xff) == SQLITE_ERROR; }
std::string Database::complaint() const { return sqlite3_errmsg(handle_.get()); }

void Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(access_ == Access::read ? "cannot read" : "cannot write");
}

Statement Database::prepare(const std::string& sql) const { return Statement(*this, sql); }

Answer::Cell Database::value(const std::string& sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.cell(0) : Answer::Cell();
}

bool Database::has(std::string_view table_or_view) const {
  Statement statement(*this, "SELECT 1 FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')");
  statement.bind(1, std::string(table_or_view));
  return statement.step();
}

Statement::Statement(const Database& database, const std::string& sql) : database_(&database) {
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v2(database.handle_.get(), sql.c_str(), static_cast<int>(sql.size()), &handle, &rest);
  handle_.reset(handle);
  if (code != SQLITE_OK) database.fail("cannot read");
  sqlite3_stmt* second = nullptr;  // none where only blanks and remarks follow
  is_followed_ = sqlite3_prepare_v2(database.handle_.get(), rest, -1, &second, nullptr) != SQLITE_OK || second;
  sqlite3_finalize(second);
}

void Statement::bind(int place, const Answer::Cell& value) {
  sqlite3_stmt* const it = handle_.get();
  if (const auto* number = std::get_if<double>(&value))
    sqlite3_bind_double(it, place, *number);
  else if (const auto* text = std::get_if<std::string>(&value))
    sqlite3_bind_text64(it, place, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  else if (const auto* truth = std::get_if<bool>(&value))
    sqlite3_bind_int(it, place, *truth ? 1 : 0);
  else
    sqlite3_bind_null(it, place);
}

void Statement::bind(int place, std::int64_t value) { sqlite3_bind_int64(handle_.get(), place, value); }

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_->fail(is_readonly() ? "cannot read" : "cannot write");
  return code == SQLITE_ROW;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

int Statement::width() const { return sqlite3_column_count(handle_.get()); }
std::string Statement::name(int column) const { return sqlite3_column_name(handle_.get(), column); }

namespace {

// A number where that holds all its digits, else text.
Answer::Cell whole(std::int64_t value) {
  constexpr std::int64_t most = std::int64_t{1} << 53;
  if (value >= -most && value <= most) return static_cast<double>(value);
  return std::to_string(value);
}

Answer::Cell in_hexadecimal(sqlite3_stmt* statement, int column) {
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
  std::string out;
  for (int i = 0; i < sqlite3_column_bytes(statement, column); ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

}  // namespace

Answer::Cell Statement::cell(int column) const {
  sqlite3_stmt* const it = handle_.get();
  switch (sqlite3_column_type(it, column)) {
    case SQLITE_INTEGER: return whole(sqlite3_column_int64(it, column));
    case SQLITE_BLOB: return in_hexadecimal(it, column);
    case SQLITE_FLOAT: return sqlite3_column_double(it, column);
    case SQLITE_NULL: return {};
    default:
      return std::string(static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(it, column))),
                         static_cast<std::size_t>(sqlite3_column_bytes(it, column)));
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
bool Statement::is_readonly() const { return sqlite3_stmt_readonly(handle_.get()) != 0; }

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (is_kept_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const std::exception&) {  // it is undone by itself where that fails
  }
}

void Transaction::keep() {
  database_.run("COMMIT");
  is_kept_ = true;
}

}  // namespace allot::store

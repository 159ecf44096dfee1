#include "allot/sweep_database.hpp"

#include <set>

#include "allot/error.hpp"
#include "store/facts.hpp"
#include "store/plain_file.hpp"
#include "store/tables.hpp"

// What is in the file is whole at any moment: a point comes in one transaction. While points come the journal is a
// write-ahead log, which lets others read meanwhile; losing power may cost the last points, never the file. At the end the
// rows are written anew in their order into a file beside it, which then takes its place: the bytes of the one that grew
// would tell in which order the points came.

namespace allot {

using store::Access;
using store::Database;
using store::Facts;
using store::Statement;
using store::Transaction;

struct SweepDatabase::Inside {
  Inside(const std::filesystem::path& path, const Sweep& sweep, const Shard& its_shard)
      : database(path, Access::write), rows(database), shard(its_shard), points(sweep.design.points.size()) {}

  Database database;
  store::RowWriter rows;
  Shard shard;
  std::size_t points;
};

namespace {

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

// The tables of answers are those of the scenario as it stands, asked for one replication.
Answer first_answer(const Sweep& sweep) {
  Sweep one = sweep;
  one.sampling.replications = 1;
  one.sampling.precisions.clear();
  one.sampling.progress = nullptr;
  one.design = {{}, {{}}};
  return answer_from_json(sweep_point(one, 0));
}

void make_all(Database& database, const Sweep& sweep, const Facts& facts) {
  const Answer answer = first_answer(sweep);
  Transaction transaction(database);
  database.run("PRAGMA application_id = " + std::to_string(store::application_id));
  database.run("PRAGMA user_version = " + std::to_string(store::format));
  store::make_tables(database, sweep.design);
  for (const Answer::Table& it : answer.tables) store::make_table(database, it);
  store::make_views(database, sweep.design);
  store::write_facts(database, facts);
  transaction.keep();
}

void let_others_read(Database& database) { database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"); }

std::string hash_in(const Answer& answer) {
  for (const auto& [name, value] : answer.provenance)
    if (name == "hash" && std::holds_alternative<std::string>(value)) return std::get<std::string>(value);
  return {};
}

void insert(Database& database, const char* sql, std::size_t point, const std::string& text) {
  Statement statement = database.prepare(sql);
  statement.bind(1, static_cast<std::int64_t>(point));
  statement.bind(2, text);
  statement.run();
}

}  // namespace

std::vector<std::size_t> points_of(const Sweep& sweep, const Shard& shard) {
  const std::size_t all = sweep.design.points.size();
  std::vector<std::size_t> out;
  for (std::size_t point = all * (shard.part - 1) / shard.of; point < all * shard.part / shard.of; ++point)
    out.push_back(point);
  return out;
}

SweepDatabase::SweepDatabase(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SweepDatabase::SweepDatabase(SweepDatabase&&) noexcept = default;
SweepDatabase& SweepDatabase::operator=(SweepDatabase&&) noexcept = default;
SweepDatabase::~SweepDatabase() = default;

SweepDatabase SweepDatabase::create(const std::filesystem::path& path, const Sweep& sweep, const Shard& shard) {
  if (is_there(path))
    throw EnvironmentError(path.string() + " is there already; with --resume what is missing in it is added");
  store::Beside beside(path);
  {
    Database database(beside.path(), Access::create, path);
    make_all(database, sweep, store::facts_of(sweep, shard));
  }
  beside.take_place();
  return resume(path, sweep, shard);
}

SweepDatabase SweepDatabase::resume(const std::filesystem::path& path, const Sweep& sweep, const Shard& shard) {
  if (!is_there(path)) return create(path, sweep, shard);
  auto inside = std::make_unique<Inside>(path, sweep, shard);
  store::expect_ours(inside->database);
  const std::string apart = store::differing(store::facts_in(inside->database), store::facts_of(sweep, shard));
  if (!apart.empty()) throw EnvironmentError(path.string() + " is of another sweep: " + apart);
  if (!store::is_finished(inside->database)) let_others_read(inside->database);
  return SweepDatabase(std::move(inside));
}

std::vector<std::size_t> SweepDatabase::missing() const {
  const std::set<std::size_t> done = store::done_in(inside_->database);
  std::vector<std::size_t> out;
  const auto [part, of] = inside_->shard;
  for (std::size_t point = inside_->points * (part - 1) / of; point < inside_->points * part / of; ++point)
    if (!done.contains(point)) out.push_back(point);
  return out;
}

void SweepDatabase::add(std::size_t point, const PointAnswer& answer) {
  Database& database = inside_->database;
  if (!answer.failure.empty())
    return insert(database, "INSERT OR IGNORE INTO failures VALUES (?, ?)", point, answer.failure);
  const Answer read = answer_from_json(answer.answer);
  Transaction transaction(database);
  for (const Answer::Table& it : read.tables) inside_->rows.write(point, it);
  insert(database, "INSERT OR IGNORE INTO points VALUES (?, ?)", point, hash_in(read));
  transaction.keep();
}

void SweepDatabase::finish() {
  Database& database = inside_->database;
  const std::filesystem::path path = database.path();
  if (!store::is_finished(database)) {
    store::Beside beside(path);
    store::write_plain(database, beside.path());
    database.run("PRAGMA journal_mode = DELETE");
    inside_.reset();
    beside.take_place();
  }
  inside_.reset();
}

}  // namespace allot

#include <fmt/format.h>

#include <map>

#include "allot/error.hpp"
#include "allot/sweep_database.hpp"
#include "store/facts.hpp"
#include "store/plain_file.hpp"

// Shards of one sweep have the same facts but for the shard, the same design, and different points. Their rows are copied
// behind one another into the first one's tables; written in order, the file is the one that one machine would have made.

namespace allot {
namespace {

using store::Access;
using store::Database;
using store::Facts;

constexpr const char* parts_ending = ".parts";
constexpr const char* whole_ending = ".new";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
  throw EnvironmentError("cannot merge " + path.string() + ": " + why);
}

Facts without_shard(Facts facts) {
  facts.erase("shard");
  facts.erase("finished");
  return facts;
}

std::size_t points_in(const Facts& facts) { return std::stoull(facts.at("points")); }

std::string few(const std::vector<std::size_t>& points) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(points.size(), 5); ++i)
    out += (i == 0 ? "" : ", ") + std::to_string(points[i]);
  return points.size() > 5 ? out + fmt::format(" and {} more", points.size() - 5) : out;
}

// Which shard has which point: each point once, and all of them.
void expect_partition(const std::vector<std::filesystem::path>& shards) {
  std::map<std::size_t, std::size_t> owner;
  Facts first;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const Database database(shards[i], Access::read);
    store::expect_ours(database);
    const Facts facts = store::facts_in(database);
    if (!store::is_finished(database)) refuse(shards[i], "it is not finished; --resume goes on with it");
    if (i == 0) first = facts;
    const std::string apart = store::differing(facts, without_shard(first));
    if (!apart.empty()) refuse(shards[i], "it is of another sweep than " + shards.front().string() + ": " + apart);
    for (const std::size_t point : store::done_in(database))
      if (const auto [found, is_new] = owner.emplace(point, i); !is_new)
        refuse(shards[i], fmt::format("point {} is in {} already", point, shards[found->second].string()));
  }
  std::vector<std::size_t> missing;
  for (std::size_t point = 0; point < points_in(first); ++point)
    if (!owner.contains(point)) missing.push_back(point);
  if (!missing.empty())
    throw EnvironmentError(fmt::format("cannot merge: {} of {} points are in none of them: {}", missing.size(),
                                       points_in(first), few(missing)));
}

std::vector<std::string> tables_of_answers(const Database& database) {
  std::vector<std::string> out = {"points", "failures"};
  store::Statement rows = database.prepare("SELECT DISTINCT \"table\" FROM columns ORDER BY 1");
  while (rows.step()) out.push_back(std::get<std::string>(rows.cell(0)));
  return out;
}

void copy_points(Database& into, const std::filesystem::path& shard) {
  into.run("ATTACH " + store::quoted_text(shard.string()) + " AS shard");
  {
    store::Transaction transaction(into);
    for (const std::string& table : tables_of_answers(into)) {
      const std::string name = store::quoted_name(table);
      into.run("INSERT OR IGNORE INTO main." + name + " SELECT * FROM shard." + name);
    }
    transaction.keep();
  }
  into.run("DETACH shard");
}

}  // namespace

std::vector<std::filesystem::path> made_while_merging(const std::filesystem::path& into) {
  return {into.string() + parts_ending, into.string() + whole_ending};
}

void merge_shards(const std::filesystem::path& into, const std::vector<std::filesystem::path>& shards) {
  expect_partition(shards);
  std::error_code ignored;
  if (std::filesystem::exists(into, ignored)) throw EnvironmentError(into.string() + " is there already");
  const store::Beside gathered(into, parts_ending);
  store::Beside whole(into, whole_ending);
  {
    const Database first(shards.front(), Access::read, into);
    first.prepare("VACUUM INTO " + store::quoted_text(gathered.path().string())).run();
  }
  {
    Database database(gathered.path(), Access::write, into);
    for (std::size_t i = 1; i < shards.size(); ++i) copy_points(database, shards[i]);
    database.run("UPDATE facts SET value = '1/1' WHERE name = 'shard'");
    store::write_plain(database, whole.path());
  }
  whole.take_place();
}

}  // namespace allot

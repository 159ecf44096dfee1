#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "allot/sweep.hpp"

/// A sweep in one SQLite file, which any program that reads SQLite can query: the tables of each point's answer with the
/// number of the point in front, what the points are, and what was asked.
///
///   axes(axis, pointer, label); design(point, axis, value, number); points(point, hash); failures(point, message)
///   entities(kind, id, label); metrics(point, row, ...), milestones, differences, ...: as docs/answers.md has them
///   facts(name, value): scenario, its text and hash, version, seed, replications, ...
///   results, dates, changes: views with a column for each axis, beside metrics, milestones and differences
///
/// While it is written it is in WAL mode, and a point is in it whole or not at all, whatever ends the program. `finish`
/// leaves one plain file whose bytes depend on the sweep alone: not on who computed which point, or when.
namespace allot {

/// One of several equal parts of a sweep's points: the K-th of N, counted from 1.
struct Shard {
  std::size_t part = 1, of = 1;
  bool operator==(const Shard&) const = default;
};

/// The points of a shard: from P (K-1) / N up to before P K / N.
std::vector<std::size_t> points_of(const Sweep& sweep, const Shard& shard);

class SweepDatabase {
 public:
  /// A new file.
  ///
  /// errors: EnvironmentError where there is something, or it cannot be written; as `sweep_point` of the first point
  static SweepDatabase create(const std::filesystem::path& path, const Sweep& sweep, const Shard& shard = {});
  /// One that `create` made of the same sweep and shard; a new one where there is none.
  ///
  /// errors: EnvironmentError where it is something else, of another sweep (each fact in which they differ), of a newer
  ///         version, locked, or cannot be written
  static SweepDatabase resume(const std::filesystem::path& path, const Sweep& sweep, const Shard& shard = {});

  SweepDatabase(SweepDatabase&&) noexcept;
  SweepDatabase& operator=(SweepDatabase&&) noexcept;
  ~SweepDatabase();

  /// Points of the shard that are not in it.
  std::vector<std::size_t> missing() const;
  /// Keeps what came of a point; one that is there stays as it is.
  ///
  /// errors: EnvironmentError; the point is then not in it
  void add(std::size_t point, const PointAnswer& answer);
  /// Once nothing is missing: one plain file.
  void finish();

 private:
  struct Inside;
  explicit SweepDatabase(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Puts shards of one sweep together: what `create` and `finish` would have made of all of it, to the byte.
///
/// errors: EnvironmentError where one is no finished shard, they are of different sweeps or versions, two hold the same
///         point, or some point is in none
void merge_shards(const std::filesystem::path& into, const std::vector<std::filesystem::path>& shards);

/// Files that are there only while it merges: what to remove where the program is ended in the midst of it.
std::vector<std::filesystem::path> made_while_merging(const std::filesystem::path& into);

}  // namespace allot

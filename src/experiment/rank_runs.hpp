#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/study.hpp"

namespace allot::experiment {

/// What variants come to by some paths, replication by replication: simulated block by block, and only those that are
/// wanted still. Where decisions cost anything, what they cost stands behind the paths. Nothing else of the replications is
/// kept.
class RankRuns {
 public:
  using Variants = std::vector<std::pair<std::string, Scenario>>;

  /// errors: RequestError for a path that a variant has not; TooMuch
  RankRuns(const Variants& variants, std::vector<std::string> paths, const Sampling& sampling);

  /// Simulates so many further replications of these variants, which had as many of them.
  /// errors: TooMuch, Interrupted; RequestError where a path has no value
  void extend(const std::vector<std::size_t>& wanted, std::size_t rows);
  /// Where nothing is left to chance, one replication of each is all there is.
  void keep_first();

  /// Dates in days since 1970.
  const std::vector<double>& column(std::size_t variant, std::size_t path) const { return columns_[variant][path]; }
  std::size_t paths() const { return paths_.size(); }
  std::size_t replications(std::size_t variant) const { return columns_[variant].front().size(); }
  bool is_random() const { return is_random_; }

 private:
  Study study_of(const std::vector<std::size_t>& wanted) const;
  void keep(const Rows& rows, std::size_t variant);

  const Variants& variants_;
  std::vector<std::string> paths_;
  Sampling sampling_;
  Date end_;
  std::vector<std::size_t> simulated_;  ///< by the study
  std::optional<Study> study_;
  std::vector<std::vector<std::vector<double>>> columns_;  ///< by variant and path
  bool is_random_ = false;
};

}  // namespace allot::experiment

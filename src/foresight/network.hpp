#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/units.hpp"

namespace allot::foresight {

/// A network of whole units from one source to one target, and the most that flows through it. The only place that
/// knows the solver.
///
/// shape:  node 0 is the source, node 1 the target
class Network {
 public:
  static constexpr int source = 0, target = 1;
  static constexpr Units unlimited = Units{1} << 60;  ///< more than all that is ever in a network

  /// A further node.
  int node() { return nodes_++; }
  /// shape:  most >= 0; `label` is the caller's
  void arc(int from, int to, Units most, int label = -1) { arcs_.push_back({from, to, most, label}); }
  void clear() {
    arcs_.clear();
    nodes_ = 2;
  }

  struct Arc {
    int from, to;
    Units most;
    int label;
  };

  /// Arcs that all that flows has to pass, and what they let through: no flow is larger than that, whoever found them.
  struct Cut {
    Units units = 0;
    std::vector<std::size_t> arcs;  ///< their places, in order
  };
  const Arc& operator[](std::size_t arc) const { return arcs_[arc]; }
  int nodes() const { return nodes_; }

  /// The smallest cut, of several that with the fewest nodes behind it: the same whichever largest flow was found.
  ///
  /// gives:  a sum over arcs that were looked at again here; the largest flow is as large
  /// errors: std::runtime_error where what the solver says is not so
  /// source: Ford and Fulkerson (1956), Canadian Journal of Mathematics 8; push and relabel by Goldberg and Tarjan (1988),
  ///         Journal of the ACM 35(4), as LEMON has it
  Cut smallest_cut() const;

 private:
  std::vector<char> behind(const std::vector<Units>& flow) const;

  int nodes_ = 2;
  std::vector<Arc> arcs_;
};

}  // namespace allot::foresight

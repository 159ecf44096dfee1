#pragma once

#include <map>
#include <vector>

#include "foresight/world.hpp"

namespace allot::foresight {

/// Where units of whom may end up. Organisations between which decisions move units are one party: what one of them
/// ordered may stand wherever something of any of them may.
class Destinations {
 public:
  explicit Destinations(const model::Model& model);

  /// The first of a party stands for it.
  Index party(Index organisation) const { return party_[at(organisation)]; }
  bool is_moved(Index organisation) const { return is_moved_[at(organisation)]; }
  /// Of units of an organisation that are meant for a list of sites; its place in `all`.
  Index of(Index organisation, Index site_list);
  const std::vector<Destination>& all() const { return all_; }

 private:
  void join(Index one, Index other);
  void join_by_decisions();
  void gather();

  const model::Model& model_;
  std::vector<Index> party_;
  std::vector<char> is_moved_;
  std::vector<Destination> of_party_;
  std::map<Destination, Index> places_;
  std::vector<Destination> all_;
};

}  // namespace allot::foresight

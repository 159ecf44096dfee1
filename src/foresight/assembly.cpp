#include "foresight/assembly.hpp"

#include <algorithm>

namespace allot::foresight {

void Assembly::clear() {
  network_.clear();
  demands_.clear();
  returns_.clear();
  for (Chain& it : chains_) {
    it.moments.clear();
    it.nodes.clear();
  }
}

int Assembly::Chain::at(Time moment) const {
  return nodes[static_cast<std::size_t>(std::lower_bound(moments.begin(), moments.end(), moment) - moments.begin())];
}

void Assembly::gather_moments() {
  for (const Demand& demand : demands_)
    for (const Index source : *demand.sources) chains_[model::at(source)].moments.push_back(demand.latest);
  for (std::size_t i = 0; i < chains_.size(); ++i)
    if (const Index to = world_.sources[i].falls_to; to != model::none)
      chains_[i].moments.insert(chains_[i].moments.end(), chains_[model::at(to)].moments.begin(),
                                chains_[model::at(to)].moments.end());
  for (Chain& it : chains_) {
    std::sort(it.moments.begin(), it.moments.end());
    it.moments.erase(std::unique(it.moments.begin(), it.moments.end()), it.moments.end());
  }
}

void Assembly::make_chain(std::size_t source, Units scale) {
  Chain& chain = chains_[source];
  const Source& it = world_.sources[source];
  Units before = 0;
  for (const Time moment : chain.moments) {
    const int node = network_.node();
    const Units by_then = it.supply.by(moment);
    if (by_then > before) network_.arc(Network::source, node, (by_then - before) * scale, limits_.supply(it.market));
    if (!chain.nodes.empty()) network_.arc(chain.nodes.back(), node, Network::unlimited);
    chain.nodes.push_back(node);
    before = by_then;
  }
}

void Assembly::link(Units scale) {
  gather_moments();
  for (std::size_t i = 0; i < chains_.size(); ++i) make_chain(i, scale);
  for (std::size_t i = 0; i < chains_.size(); ++i)
    if (const Index to = world_.sources[i].falls_to; to != model::none)
      for (const Time moment : chains_[model::at(to)].moments)
        network_.arc(chains_[i].at(moment), chains_[model::at(to)].at(moment), Network::unlimited);
  for (const auto& [source, node] : returns_)
    if (const Chain& chain = chains_[model::at(source)]; !chain.nodes.empty())
      network_.arc(node, chain.nodes.front(), Network::unlimited);
  for (const Demand& demand : demands_) {
    if (demand.sources->size() == 1) {
      network_.arc(chains_[model::at(demand.sources->front())].at(demand.latest), demand.to, demand.most,
                   limits_.orders());
      continue;
    }
    const int node = network_.node();
    for (const Index source : *demand.sources)
      network_.arc(chains_[model::at(source)].at(demand.latest), node, Network::unlimited);
    network_.arc(node, demand.to, demand.most, limits_.orders());
  }
}

}  // namespace allot::foresight

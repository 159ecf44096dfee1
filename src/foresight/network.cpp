#include "foresight/network.hpp"

#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include <stdexcept>

namespace allot::foresight {
namespace {

using Graph = lemon::SmartDigraph;
using Numbers = Graph::ArcMap<Units>;

/// A largest flow as the solver gives it: what reaches the target, and what is on each arc. On its way it may leave more
/// in a node than goes on from there, which changes no cut.
struct Found {
  Units units = 0;
  std::vector<Units> flow;
};

Found found_by_solver(int nodes, const std::vector<Network::Arc>& arcs) {
  Graph graph;
  graph.reserveNode(nodes);
  graph.reserveArc(static_cast<int>(arcs.size()));
  for (int i = 0; i < nodes; ++i) graph.addNode();
  Numbers most(graph);
  for (const Network::Arc& it : arcs)
    most[graph.addArc(Graph::nodeFromId(it.from), Graph::nodeFromId(it.to))] = it.most;
  lemon::Preflow<Graph, Numbers> solver(graph, most, Graph::nodeFromId(Network::source),
                                        Graph::nodeFromId(Network::target));
  solver.runMinCut();
  Found out{solver.flowValue(), {}};
  out.flow.reserve(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) out.flow.push_back(solver.flow(Graph::arcFromId(static_cast<int>(i))));
  return out;
}

}  // namespace

// From which nodes more could flow to the target.
std::vector<char> Network::behind(const std::vector<Units>& flow) const {
  std::vector<std::vector<int>> before(static_cast<std::size_t>(nodes_));
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    if (flow[i] < arcs_[i].most) before[static_cast<std::size_t>(arcs_[i].to)].push_back(arcs_[i].from);
    if (flow[i] > 0) before[static_cast<std::size_t>(arcs_[i].from)].push_back(arcs_[i].to);
  }
  std::vector<char> out(before.size(), 0);
  std::vector<int> next = {target};
  out[target] = 1;
  while (!next.empty()) {
    const int node = next.back();
    next.pop_back();
    for (const int it : before[static_cast<std::size_t>(node)])
      if (!out[static_cast<std::size_t>(it)]) {
        out[static_cast<std::size_t>(it)] = 1;
        next.push_back(it);
      }
  }
  return out;
}

Network::Cut Network::smallest_cut() const {
  const Found found = found_by_solver(nodes_, arcs_);
  const std::vector<char> is_behind = behind(found.flow);
  Cut cut;
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    if (is_behind[static_cast<std::size_t>(arcs_[i].from)] || !is_behind[static_cast<std::size_t>(arcs_[i].to)])
      continue;
    cut.units += arcs_[i].most;
    cut.arcs.push_back(i);
  }
  if (is_behind[source] || cut.units != found.units)
    throw std::runtime_error("the flow that the solver found is not the largest: " + std::to_string(found.units) +
                             " units, and what it has to pass lets through " + std::to_string(cut.units));
  return cut;
}

}  // namespace allot::foresight

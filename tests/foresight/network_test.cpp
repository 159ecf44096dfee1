#include "foresight/network.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"
#include "support/dice.hpp"

namespace allot::foresight::network_test {
namespace {

// The least that any set of nodes around the target lets in, by going through all sets.
Units least_of_all_cuts(const Network& network, std::size_t arcs) {
  Units least = Network::unlimited;
  for (unsigned set = 0; set < 1u << network.nodes(); ++set) {
    const auto is_in = [&](int node) { return (set >> node & 1u) != 0; };
    if (is_in(Network::source) || !is_in(Network::target)) continue;
    Units through = 0;
    for (std::size_t i = 0; i < arcs; ++i)
      if (!is_in(network[i].from) && is_in(network[i].to)) through += network[i].most;
    least = std::min(least, through);
  }
  return least;
}

}  // namespace

TEST_CASE("the smallest cut is the least of all that there are", "[bound]") {
  Dice dice(3);
  for (int i = 0; i < 300; ++i) {
    Network network;
    for (int k = 0; k < 5; ++k) network.node();
    const auto arcs = static_cast<std::size_t>(dice.between(1, 16));
    for (std::size_t k = 0; k < arcs; ++k) {
      const int from = dice.between(0, 6), to = dice.between(0, 6);
      network.arc(from, from == to ? (to + 1) % 7 : to, dice.between(0, 9));
    }
    CAPTURE(i);
    CHECK(network.smallest_cut().units == least_of_all_cuts(network, arcs));
  }
}

TEST_CASE("of two smallest cuts the one nearer to the target is named", "[bound]") {
  Network network;
  const int middle = network.node();
  network.arc(Network::source, middle, 5, 1);
  network.arc(middle, Network::target, 5, 2);
  const Network::Cut cut = network.smallest_cut();
  CHECK(cut.units == 5);
  REQUIRE(cut.arcs.size() == 1);
  CHECK(network[cut.arcs.front()].label == 2);
}

TEST_CASE("a network without a way has nothing to cut", "[bound]") {
  Network network;
  network.arc(Network::source, network.node(), 7);
  CHECK(network.smallest_cut().units == 0);
}

}  // namespace allot::foresight::network_test

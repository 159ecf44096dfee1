#include "engine/hand_round.hpp"

#include <numeric>

#include "support/catch.hpp"

/// Claimants with orders that ship whole, who share equally.
namespace allot::engine::hand_round_test {
namespace {

struct Buyers {
  std::vector<std::vector<Units>> orders;
  std::vector<Units> shares = std::vector<Units>(orders.size()), got = shares;
  int divisions = 0;

  struct Use {
    Units most, least;
  };

  void divide(const std::vector<std::uint32_t>& who, Units units, bool is_first) {
    CHECK(is_first == (divisions++ == 0));
    std::fill(shares.begin(), shares.end(), 0);
    auto sharers = static_cast<Units>(who.size());
    for (const std::uint32_t i : who) units -= shares[i] = (units + sharers - 1) / sharers, --sharers;
  }

  Units share(std::uint32_t i) const { return shares[i]; }

  Units use(std::uint32_t i, Units units) {
    const Units before = units;
    std::erase_if(orders[i], [&](Units order) {
      const bool fits = order <= units;
      if (fits) units -= order;
      return fits;
    });
    got[i] += before - units;
    return before - units;
  }

  std::vector<std::uint32_t> turns() const {
    std::vector<std::uint32_t> all(orders.size());
    std::iota(all.begin(), all.end(), 0u);
    return all;
  }

  Use could_use(std::uint32_t i) const {
    if (orders[i].empty()) return {0, 0};
    return {std::accumulate(orders[i].begin(), orders[i].end(), Units{0}),
            *std::min_element(orders[i].begin(), orders[i].end())};
  }
};

Units hand_round_among(Buyers& buyers, Units units) {
  std::vector<std::uint32_t> who = buyers.turns();
  return hand_round(buyers, who, units);
}

}  // namespace

TEST_CASE("who can use all of its share is asked once", "[engine]") {
  Buyers buyers{{{5, 5}, {10}}};
  CHECK(hand_round_among(buyers, 20) == 0);
  CHECK(buyers.divisions == 1);
}

TEST_CASE("what one cannot use is divided again among those who handed nothing back", "[engine]") {
  Buyers buyers{{{8, 30}, {5, 5, 3}, {5, 5, 3}}};  // 15 each: 8, 13 and 13 are used; all hand something back
  CHECK(hand_round_among(buyers, 45) == 11);
  CHECK(buyers.got == std::vector<Units>{8, 13, 13});
  Buyers others{{{8, 30}, {15, 4}, {15, 3}}};  // 7 come back, 3 each: c takes its 3, then b is offered 4
  CHECK(hand_round_among(others, 45) == 0);
  CHECK(others.got == std::vector<Units>{8, 19, 18});
}

TEST_CASE("what is left when all have handed something back is offered to each in turn", "[engine]") {
  Buyers buyers{{{8, 8, 8}, {8, 8, 8}}};  // 14 each: 8 and 8; then 8 of the 12
  CHECK(hand_round_among(buyers, 28) == 4);
  CHECK(buyers.got == std::vector<Units>{16, 8});
}

TEST_CASE("nothing is left that would fit", "[engine]") {
  for (Units units = 0; units < 60; ++units) {
    Buyers buyers{{{7, 13}, {4, 11, 2}, {}, {17}}};
    const Units left = hand_round_among(buyers, units);
    CAPTURE(units, left);
    CHECK(std::accumulate(buyers.got.begin(), buyers.got.end(), left) == units);
    for (const auto& orders : buyers.orders)
      for (const Units order : orders) CHECK(order > left);
  }
}

}  // namespace allot::engine::hand_round_test

#pragma once

#include "support/reference_world.hpp"

/// Which units an intervention takes.
namespace allot::reference {

struct Piece {
  int slice;
  Units units;
};

struct Choice {
  int organisation, product;
  PipelineStates states;
  Choose choose = Choose::earliest;
};

bool is_on_its_way(State state);
/// Whether it is the demand of that order; of no order, any is.
bool is_of(const World& world, const Demand& demand, Ref order);
/// What is open is rounded to whole lots of the product, or of that of the order; to units where neither is named.
Units units_of(const World& world, const Value& units, Ref order, Ref product);
Units total(const std::vector<Piece>& pieces);
/// The first units of these slices, in order.
void take(const World& world, const std::vector<int>& from, Units units, std::vector<Piece>& pieces);
Units available(const World& world, const Choice& choice, const std::vector<OrderUnits>& orders);
/// In the order in which they are expected, or in that of the orders named.
std::vector<Piece> chosen(const World& world, const Choice& choice, const std::vector<OrderUnits>& orders, Units units);

}  // namespace allot::reference

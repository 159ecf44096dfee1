#include <allot/error.hpp>
#include <iostream>

#include "market.hpp"

int main() {
  try {
    std::cout << shares_of_a_small_market();
  } catch (const allot::InputError& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}

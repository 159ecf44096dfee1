#include <cstdio>
#include <stdexcept>

#include "base/contract.hpp"

/// Breaks a promise, and says whether it could go on: built once in each of the two ways.
int main() {
  allot::expects(true, "what holds is passed over");
  try {
    allot::expects(false, "two and two are five");
  } catch (const std::logic_error& error) {
    std::printf("went on after: %s\n", error.what());
    return 0;
  }
  return 1;
}

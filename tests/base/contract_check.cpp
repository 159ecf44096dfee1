#include <cstdio>
#include <stdexcept>

#include "base/contract.hpp"

/// Breaks a promise, and says whether it could go on: built once in each of the two ways. With an argument it asks first that
/// it may.
int main(int argc, char**) {
  if (argc > 1) allot::let_broken_promises_throw();
  allot::expects(true, "what holds is passed over");
  try {
    allot::expects(false, "two and two are five");
  } catch (const std::logic_error& error) {
    std::printf("went on after: %s\n", error.what());
    return 0;
  }
  return 1;
}

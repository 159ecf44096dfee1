#include "base/contract.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace allot {
namespace {

#ifdef ALLOT_THROWING_CONTRACTS
std::atomic<bool> throws_broken_promises{true};
#else
std::atomic<bool> throws_broken_promises{false};
#endif

}  // namespace

void let_broken_promises_throw() { throws_broken_promises = true; }

void break_promise(const char* promise) {
  if (throws_broken_promises) throw std::logic_error(std::string("allot: broken promise: ") + promise);
  std::fprintf(stderr, "allot: broken promise: %s\n", promise);
  std::abort();
}

}  // namespace allot

#include "base/contract.hpp"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace allot {

void break_promise(const char* promise) {
#ifdef ALLOT_THROWING_CONTRACTS
  throw std::logic_error(std::string("allot: broken promise: ") + promise);
#else
  std::fprintf(stderr, "allot: broken promise: %s\n", promise);
  std::abort();
#endif
}

}  // namespace allot

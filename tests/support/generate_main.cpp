// Prints a generated scenario: allot_generate SEED. Even seeds have no chance in them.
#include <iostream>
#include <string>

#include "support/generate.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "allot_generate SEED\n";
    return 2;
  }
  const std::uint64_t seed = std::stoull(argv[1]);
  std::cout << allot::generate_scenario(seed, allot::features_of(seed));
}

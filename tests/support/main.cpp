#ifndef ALLOT_CATCH3
#define CATCH_CONFIG_MAIN
#endif
#include "support/catch.hpp"

#pragma once

namespace allot {

/// What will be looked at soon is on its way to the cache meanwhile. Changes nothing but how long that takes.
inline void prefetch(const void* memory) { __builtin_prefetch(memory); }

}  // namespace allot

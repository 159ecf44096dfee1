#pragma once

namespace allot {

/// Prefetch hint; no effect on results.
inline void prefetch(const void* memory) { __builtin_prefetch(memory); }

}  // namespace allot

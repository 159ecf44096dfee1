#pragma once

namespace allot {

/// The standard normal quantile, to about 16 figures.
///
/// units:  u in (0,1)
/// source: Wichura (1988), Algorithm AS 241, Applied Statistics 37, PPND16
double normal_quantile(double u);

/// Share of the standard normal at or below z; accurate in the lower tail.
double normal_cdf(double z);

double normal_density(double z);

}  // namespace allot

#pragma once

/// Elementary functions that are the same to the last bit on every machine.
///
/// Those of the standard library are not: glibc takes others where a processor has fused multiply-add, and the library of
/// WebAssembly others again. These use nothing but the four operations, which IEEE 754 rounds exactly, and powers of two.
///
/// gives: within two units in the last place of the exact value; what IEEE 754 says of infinities, zeros and NaN
namespace allot::elementary {

double exp(double x);
double expm1(double x);  ///< exp(x) - 1
double log(double x);
double log1p(double x);  ///< log(1 + x)
double pow(double x, double y);

/// The power of ten at or below the size of x, by its first fifteen digits: 2 of 999.9 and of -100.
///
/// shape: x is finite and not 0
int decimal_exponent(double x);
/// The nearest double to 10^k; infinite or 0 beyond what there is.
double ten_to_the(int k);

}  // namespace allot::elementary

// SPDX-License-Identifier: Apache-2.0
// Limits that are part of the language (architecture decision 19). Each is enforced by the first phase that sees it, so
// that later phases may recurse safely.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lsq::limits {

inline constexpr size_t kFileBytes = 16u << 20;           // one source file
inline constexpr size_t kDeclarationBytes = 1u << 20;     // one declaration
inline constexpr size_t kProjectFiles = 10'000;           // .lsq files of one project
inline constexpr size_t kNesting = 64;                    // brackets and blocks within each other
inline constexpr size_t kOperatorsPerExpression = 1'000;  // operands chained in one expression
inline constexpr size_t kErrorsShown = 100;               // per run; the rest is counted
inline constexpr size_t kIdentifierBytes = 200;
inline constexpr size_t kTextBytes = 1u << 20;  // one text value, literal or computed

inline constexpr uint64_t kFuelPerEvaluation = 1'000'000;  // interpreter instructions of one expression
inline constexpr size_t kMemoryPerEvaluation = 16u << 20;  // bytes of text and lists made by one expression
inline constexpr uint32_t kStepsPerRun = 10'000;           // steps of one run between two waits
inline constexpr uint32_t kRunsPerRecordPerDay = 50;       // domain.md C-TRG-2

}  // namespace lsq::limits

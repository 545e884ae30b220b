// SPDX-License-Identifier: Apache-2.0
// What the parts of the verifier share. Private to this folder.
#pragma once

#include <string>

#include "compiler/ir/types.h"
#include "compiler/ir/verify.h"

namespace lsq::ir {

inline Error Corrupt(std::string message) {
  return {"ir_corrupt", std::move(message)};
}

// LSQ_IR_HOLDS(condition, "what is wrong"): returns the error from the enclosing function.
#define LSQ_IR_HOLDS(condition, message)       \
  do {                                         \
    if (!(condition)) return Corrupt(message); \
  } while (false)

Status VerifyType(const Module& module, const Type& type);
Status VerifyFunction(const Module& module, const Function& function);
Status VerifyAutomation(const Module& module, const Automation& automation);
Status VerifyEmailTemplate(const Module& module, const EmailTemplate& email);
// Types of operands and results, and what `imm` names. Operands are known to exist.
Status VerifyInst(const Module& module, const Function& function, const Inst& inst);

}  // namespace lsq::ir

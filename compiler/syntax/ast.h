// SPDX-License-Identifier: Apache-2.0
// The tree of one declaration. Made by parse/, read by format/ and check/.
//
// The grammar knows no catalogue (language rule 15): what is not one of the few core forms is a Card, a phrase of words
// and operands, then comma clauses, then an optional block; a declaration is a Card at the outermost level. What a
// phrase means is decided by the checker against declarations of the library. Spans are relative to the declaration's
// first byte. The tree stores no semantic facts. After a syntax error the tree is still whole, with ErrorExpr or
// ErrorStmt where text was skipped.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/source/source.h"

namespace lsq::syntax {

using source::Span;

struct ExprTag;
using ExprId = Id<ExprTag>;
struct StmtTag;
using StmtId = Id<StmtTag>;
struct BlockTag;
using BlockId = Id<BlockTag>;

// ---- Expressions ----------------------------------------------------------------------------------------------------

// A name as written. `text` has the quotes of Lead."Preferred time" removed; `parent~member` is one word.
struct Word {
  Span span;
  std::string text;
  bool quoted = false;
};

enum class Constant { Empty, Yes, No, Me, Now };  // the reserved names

struct ConstantExpr {
  Constant value;
};
// A bare word, or one quoted where a member is expected. In a phrase this is also how its fixed words appear.
struct NameExpr {
  Word word;
};
// `raw` is digits with an optional fraction, as written; `suffix` is letters glued to it (the mistake `24h`, else
// empty).
struct NumberExpr {
  std::string raw;
  std::string suffix;
  bool percent = false;
};
enum class Unit { Seconds, Minutes, Hours, Days, Weeks, Months, Years, BusinessDays, BusinessHours, BusinessMinutes };
// `3 days`, `2 business days`. Seconds parse so that the checker can say why they are refused (WAIT-2).
struct DurationExpr {
  std::string raw;  // the number
  Unit unit;
  Span unit_span;
};
// `2026-12-25`, `2026-12-25 09:00`, `9:00 am`, `21:30:15`; whether the numbers are in range is checked by parse/.
struct DateExpr {
  int32_t days = 0;  // since 1970-01-01
};
struct DateTimeExpr {
  int32_t days = 0;
  int32_t seconds = 0;  // since midnight
};
struct TimeExpr {
  int32_t seconds = 0;
};

// `@{Lead:mx_City,your city}`. `field` may be `parent~member`. `fallback` is the text after the comma with its escapes
// resolved, absent without a comma; blanks inside it are kept (C-MM-2, E-MM-1).
struct MergeExpr {
  Word prefix;  // empty text in `@{total}`, where `field` alone names a binding
  Word field;
  std::optional<std::string> fallback;
  Span fallback_span;
  bool angle = false;  // written `@<…>`
};
struct TextPart {
  Span span;
  std::string literal;  // escapes resolved; meaningless when `hole` is set
  ExprId hole;          // a MergeExpr
};
struct TextExpr {
  std::vector<TextPart> parts;  // no two literals in a row; empty for ""
  bool block = false;           // written with """
};

struct ListExpr {
  std::vector<ExprId> elements;
};
struct MemberExpr {
  ExprId object;
  Word member;
};
struct Argument {
  std::optional<Word> name;  // `Centre: Form.Centre`; in a declaration `form: Text` is a parameter and its type
  ExprId value;
};
// `lookup("Centres", Centre: x)`; the bracket touches the name.
struct CallExpr {
  Word callee;
  std::vector<Argument> arguments;
};
// A word that says of what kind a quoted name is: user "ops@x", list "Fresh", activity "Call".
struct RefExpr {
  Word kind;
  ExprId name;  // a TextExpr
};
// `(who: Lead)` inside the phrase of a declaration.
struct ParamsExpr {
  std::vector<Argument> params;
};
// `{ id: Text }` after `returns`.
struct ShapeExpr {
  std::vector<Argument> fields;
};
// `one of ["No Calls", "All Calls"]`, `list of Text`: a type written with words.
struct OneOfExpr {
  ExprId options;  // a ListExpr
};
struct ListOfExpr {
  ExprId element;
};

enum class UnaryOp { Not, Negate };
struct UnaryExpr {
  UnaryOp op;
  ExprId operand;
  Span op_span;
};

enum class BinaryOp {
  Or,
  And,
  Is,
  IsNot,
  In,
  NotIn,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Contains,
  NotContains,
  StartsWith,
  NotStartsWith,
  EndsWith,
  NotEndsWith,
  HasAny,
  HasAll,
  HasNone,
  Default,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
};
struct BinaryExpr {
  BinaryOp op;
  bool exactly = false;  // `is exactly`, `contains exactly` …
  ExprId left;
  ExprId right;
  Span op_span;
};
struct BetweenExpr {
  ExprId value, low, high;  // value is invalid in a table's cell, which tests the column's
  bool negated = false;
};
// `Lead.Stage changed from "A" to "B"`, `increased`, `decreased`, `crosses 50`.
enum class ChangeKind { Changed, Increased, Decreased, Crosses };
struct ChangeExpr {
  ChangeKind kind;
  ExprId operand;
  ExprId from, to;  // invalid when absent; `crosses 50` has its limit in `to`
};
// After `in`: `last 7 days`, `next 2 weeks`, `this month`, `last week`.
enum class Direction { Last, This, Next };
struct WindowExpr {
  Direction direction;
  std::string count;  // digits; empty in `this month`, `last week`
  Unit unit;
};
struct ConditionalExpr {  // `if c then a else b`
  ExprId condition, then, otherwise;
};
struct QuantifiedExpr {  // `all of (m is opened, m is clicked)`
  bool all = false;
  std::vector<ExprId> elements;
};
struct FilteredExpr {  // `activity "Call" where Activity.Note is filled`, inside brackets
  ExprId subject, condition;
};
struct ExistsExpr {  // `lead exists as match where …`
  Word entity;
  std::optional<Word> binding;
  ExprId where;  // invalid when absent
};
// One cell of a decision table that is not a plain value: `any` is a NameExpr, `>= 50` and `in ["A"]` are this.
struct CellTestExpr {
  BinaryOp op;
  ExprId operand;
};
struct ParenExpr {  // kept, because a formatter must not guess which brackets a person meant
  ExprId inner;
};
struct ErrorExpr {};  // text that was reported and skipped

struct Expr {
  Span span;
  std::variant<ConstantExpr, NameExpr, NumberExpr, DurationExpr, DateExpr, DateTimeExpr, TimeExpr, MergeExpr, TextExpr,
               ListExpr, MemberExpr, CallExpr, RefExpr, ParamsExpr, ShapeExpr, OneOfExpr, ListOfExpr, UnaryExpr,
               BinaryExpr, BetweenExpr, ChangeExpr, WindowExpr, ConditionalExpr, QuantifiedExpr, FilteredExpr,
               ExistsExpr, CellTestExpr, ParenExpr, ErrorExpr>
      node;
};

// ---- Statements -----------------------------------------------------------------------------------------------------

// `round robin`, `at most 3 days`, `note (note: Text or empty)`: what stands between two commas of a statement.
struct Clause {
  Span span;
  std::vector<ExprId> items;
};

// A phrase, its clauses, its block. After one of the words where, when, until, unless, while, expect the next item is a
// whole condition; every other item is a word or an operand (arithmetic and `default`, no comparison).
struct Card {
  std::vector<ExprId> items;
  std::vector<Clause> clauses;
  ExprId init;         // `= expr`, in declarations of functions; invalid when absent
  BlockId block;       // invalid when absent
  BlockId else_block;  // `else { … }` or `else exit`; invalid when absent
};
struct IfArm {
  Span span;
  ExprId condition;
  BlockId block;
};
struct If {  // `else if` is an arm, `else { if … }` is an else block with an If inside (ACC-3)
  std::vector<IfArm> arms;
  BlockId else_block;  // invalid when absent
};
struct Let {
  Word name;
  ExprId value;
};
struct Set {
  ExprId target;
  ExprId value;
};
// `Field: value`, `FirstName: Text, max 100`, `failures: Number = 0`, `Urgent = 1`.
struct Entry {
  Word name;
  std::vector<ExprId> items;  // empty only when `init` is there
  ExprId init;                // invalid when absent
  std::vector<Clause> clauses;
  BlockId block;  // invalid when absent
};
struct Row {                  // `| first response | 30 minutes | >= 50 |`
  std::vector<Clause> cells;  // each a phrase: words of a column's title, or one value
};
struct ErrorStmt {};

struct Stmt {
  Span span;
  std::string doc;  // `///` lines above it, without the slashes, joined by \n
  std::variant<Card, If, Let, Set, Entry, Row, ErrorStmt> node;
};

struct Block {
  Span span;  // with its braces
  std::vector<StmtId> statements;
  bool braces = true;  // false for the single statement of `else exit`
};

struct Comment {
  Span span;      // from the slashes to the line's end
  bool own_line;  // nothing but blanks before it
};

// The parsed text of one declaration; immutable once made, shared between snapshots.
struct Tree {
  Store<ExprId, Expr> exprs;
  Store<StmtId, Stmt> stmts;
  Store<BlockId, Block> blocks;
  StmtId root;
  std::vector<Comment> comments;  // in order; doc comments included
  bool has_errors = false;

  const Expr& operator[](ExprId id) const { return exprs[id]; }
  const Stmt& operator[](StmtId id) const { return stmts[id]; }
  const Block& operator[](BlockId id) const { return blocks[id]; }
};

// One declaration within its file.
struct Declaration {
  uint32_t offset = 0;  // of the tree's first byte in the file
  uint32_t length = 0;
  std::shared_ptr<const Tree> tree;
};

// A parsed file: its declarations in order, between them only blanks and the comments of `loose_comments`.
struct FileTree {
  source::FileId file;
  std::vector<Declaration> declarations;
  std::vector<Comment> loose_comments;  // absolute spans
};

// The word of a NameExpr that is not quoted, or of a constant (`expect no emails`), else an empty view. How phrases are
// read.
std::string_view WordOf(const Tree& tree, ExprId id);

}  // namespace lsq::syntax

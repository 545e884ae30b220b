// SPDX-License-Identifier: Apache-2.0
#include <LsqParser.h>
#include <antlr4-runtime.h>

#include <limits>
#include <memory>
#include <typeinfo>

#include "compiler/base/check.h"
#include "compiler/parse/concrete_tree.h"

namespace lsq::parse {

namespace {

using grammar::LsqParser;

size_t TypeOf(SymbolKind kind) {
  static constexpr size_t kTypes[] = {
#define LSQ_SYMBOL(name) LsqParser::name,
      LSQ_SYMBOLS(LSQ_SYMBOL)
#undef LSQ_SYMBOL
          antlr4::Token::EOF};
  return kTypes[static_cast<size_t>(kind)];
}

Rule RuleOf(size_t index) {
  switch (index) {
    case LsqParser::RuleStatement:
      return Rule::Statement;
    case LsqParser::RuleIfStatement:
      return Rule::If;
    case LsqParser::RuleLetStatement:
      return Rule::Let;
    case LsqParser::RuleSetStatement:
      return Rule::Set;
    case LsqParser::RuleEntry:
      return Rule::Entry;
    case LsqParser::RuleRow:
      return Rule::Row;
    case LsqParser::RuleCell:
      return Rule::Cell;
    case LsqParser::RuleCard:
      return Rule::Card;
    case LsqParser::RuleClause:
      return Rule::Clause;
    case LsqParser::RuleBlock:
      return Rule::Block;
    case LsqParser::RuleElsePart:
      return Rule::Else;
    case LsqParser::RuleShortCard:
      return Rule::ShortCard;
    case LsqParser::RuleExpression:
      return Rule::Expression;
    case LsqParser::RuleOperand:
      return Rule::Operand;
    case LsqParser::RuleArgument:
      return Rule::Argument;
    case LsqParser::RuleElement:
      return Rule::Element;
    default:
      return Rule::Root;
  }
}

// A symbol as ANTLR wants to see one. It knows its place only; texts are read from the source.
class SymbolToken final : public antlr4::Token {
 public:
  SymbolToken() = default;
  SymbolToken(size_t type, size_t index) : type_(type), index_(index) {}
  std::string getText() const override { return ""; }
  size_t getType() const override { return type_; }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return 0; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return index_; }
  size_t getStopIndex() const override { return index_; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return ""; }

 private:
  size_t type_ = antlr4::Token::EOF;
  size_t index_ = 0;
};

// All symbols at once, as values: no token is allocated on its own.
class SymbolStream final : public antlr4::TokenStream {
 public:
  void Load(const std::vector<Symbol>& symbols) {
    tokens_.clear();
    tokens_.reserve(symbols.size());
    for (const Symbol& symbol : symbols) tokens_.emplace_back(TypeOf(symbol.kind), tokens_.size());
    at_ = 0;
    taken_.clear();
    taken_.reserve(symbols.size());
  }
  // Past a symbol without taking it into the tree.
  void Skip() { at_ = std::min(at_ + 1, tokens_.size() - 1); }
  // The symbols of the tree's leaves, in order.
  const std::vector<uint32_t>& taken() const { return taken_; }

  antlr4::Token* LT(ssize_t k) override {
    const size_t i = k < 0 ? at_ - static_cast<size_t>(-k) : at_ + static_cast<size_t>(k) - 1;
    if (k < 0 && static_cast<size_t>(-k) > at_) return nullptr;
    return &tokens_[std::min(i, tokens_.size() - 1)];
  }
  size_t LA(ssize_t i) override {
    if (i == 1) return tokens_[at_].getType();
    const antlr4::Token* token = LT(i);
    return token == nullptr ? antlr4::Token::INVALID_TYPE : token->getType();
  }
  void consume() override {
    taken_.push_back(static_cast<uint32_t>(at_));
    Skip();
  }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return ""; }
  antlr4::Token* get(size_t index) const override { return &tokens_[index]; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return ""; }
  std::string getText() override { return ""; }
  std::string getText(antlr4::RuleContext*) override { return ""; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return ""; }

 private:
  mutable std::vector<SymbolToken> tokens_ = {SymbolToken()};
  std::vector<uint32_t> taken_;
  size_t at_ = 0;
};

// Where to go on after a mistake. Brackets balance, so a bracket is always skipped whole. One mistake is reported once:
// nothing more until a symbol fits again.
class Recovery final : public antlr4::ANTLRErrorStrategy {
 public:
  explicit Recovery(SymbolStream& stream) : stream_(stream) {}
  void Listen(MistakeListener* listener) { listener_ = listener; }

  void reset(antlr4::Parser*) override { recovering_ = false; }
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }

  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    // Only here, because loops that end a rule do not ask sync: a complete declaration with something behind it.
    if (parser->getRuleContext()->getRuleIndex() <= LsqParser::RuleLoneExpression) {
      Report(parser, true);
      while (stream_.LA(1) != antlr4::Token::EOF) stream_.Skip();
      return parser->getCurrentToken();
    }
    throw antlr4::InputMismatchException(parser);
  }

  void recover(antlr4::Parser* parser, std::exception_ptr) override {
    if (!OpenedBracket(*parser->getRuleContext())) return SkipTo(Stop::Part);
    SkipTo(Stop::Closer);
    stream_.Skip();
  }

  // In a block, what no statement starts with, and what is left of a line behind a statement, is one mistake and left
  // out.
  void sync(antlr4::Parser* parser) override {
    antlr4::ParserRuleContext* context = parser->getRuleContext();
    if (context->getRuleIndex() != LsqParser::RuleBlock || context->children.empty()) return;
    const bool first = context->children.size() == 1;
    while (first ? !StartsStatement(stream_.LA(1)) : !EndsStatement(stream_.LA(1))) {
      Report(parser, !first);
      SkipTo(Stop::Statement);
      if (!first || stream_.LA(1) != LsqParser::NEWLINE) return;
      stream_.Skip();
    }
  }

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException&) override { Report(parser, false); }

 private:
  void Report(antlr4::Parser* parser, bool leftover) {
    if (recovering_) return;
    recovering_ = true;
    const Rule rule = RuleOf(parser->getRuleContext()->getRuleIndex());
    listener_->OnMistake({rule, static_cast<uint32_t>(stream_.index()), leftover});
  }

  static bool EndsStatement(size_t type) { return type == LsqParser::NEWLINE || type == LsqParser::RBRACE; }
  static bool StartsStatement(size_t type) {
    switch (type) {
      case LsqParser::LBRACE:
      case LsqParser::COMMA:
      case LsqParser::COLON:
      case LsqParser::DOT:
      case LsqParser::ASSIGN:
      case LsqParser::NEWLINE:
      case LsqParser::ELSE:
      case LsqParser::ELSE_IF:
      case LsqParser::COMPARE:
      case LsqParser::AND:
      case LsqParser::OR:
      case LsqParser::PLUS:
      case LsqParser::MINUS:
      case LsqParser::STAR:
      case LsqParser::SLASH:
      case LsqParser::PERCENT:
        return false;
      default:
        return true;
    }
  }

  // Whether the failed rule has read an opening bracket, so that the closing one is its own.
  static bool OpenedBracket(const antlr4::ParserRuleContext& context) {
    if (context.getRuleIndex() != LsqParser::RuleOperand) return false;
    return context.start != nullptr && context.children.size() > (StartsWithBracket(context) ? 0u : 1u);
  }
  static bool StartsWithBracket(const antlr4::ParserRuleContext& context) {
    const size_t type = context.start->getType();
    return type == LsqParser::LPAREN || type == LsqParser::LBRACK || type == LsqParser::SHAPE_OPEN;
  }

  enum class Stop {
    Part,       // a comma, a block, or the end of the brackets around or of the statement
    Closer,     // the end of the brackets around
    Statement,  // the end of the statement; a closing bracket whose opener was read is left out with the rest
  };

  void SkipTo(Stop stop) {
    for (size_t depth = 0;; stream_.Skip()) {
      switch (stream_.LA(1)) {
        case antlr4::Token::EOF:
          return;
        case LsqParser::LBRACE:
          if (depth == 0 && stop == Stop::Part) return;
          ++depth;
          break;
        case LsqParser::LPAREN:
        case LsqParser::LBRACK:
        case LsqParser::SHAPE_OPEN:
          ++depth;
          break;
        case LsqParser::RPAREN:
        case LsqParser::RBRACK:
        case LsqParser::SHAPE_CLOSE:
          if (depth == 0 && stop != Stop::Statement) return;
          if (depth > 0) --depth;
          break;
        case LsqParser::RBRACE:
          if (depth == 0) return;
          --depth;
          break;
        case LsqParser::NEWLINE:
          if (depth == 0) return;
          break;
        case LsqParser::COMMA:
        case LsqParser::PIPE:
          if (depth == 0 && stop == Stop::Part) return;
          break;
        default:
          break;
      }
    }
  }

  SymbolStream& stream_;
  MistakeListener* listener_ = nullptr;
  bool recovering_ = false;
};

}  // namespace

struct AntlrParser::Impl {
  SymbolStream stream;
  std::shared_ptr<Recovery> recovery = std::make_shared<Recovery>(stream);
  LsqParser parser{&stream};

  Impl() {
    parser.removeErrorListeners();
    parser.setErrorHandler(recovery);
  }

  ConcreteTree Copied(const antlr4::ParserRuleContext& root) {
    ConcreteTree copy;
    copy.nodes.reserve(stream.taken().size() * 3);
    size_t leaf = 0;
    Copy(root, copy, leaf);
    return copy;
  }

  // Recursion is as deep as the grammar's, which limits::kNesting bounds. Leaves are counted instead of asked for their
  // symbol: ANTLR derives them virtually, and a dynamic_cast for each would cost a tenth of parsing.
  void Copy(const antlr4::tree::ParseTree& from, ConcreteTree& to, size_t& leaf) {
    const size_t at = to.nodes.size();
    if (const std::type_info* type = &typeid(from);
        type == leaf_type || *type == typeid(antlr4::tree::TerminalNodeImpl)) {
      leaf_type = type;
      // The end of the text is a leaf, but nobody takes it.
      const size_t symbol = leaf < stream.taken().size() ? stream.taken()[leaf] : stream.size() - 1;
      ++leaf;
      to.nodes.push_back({Rule::Symbol, false, static_cast<uint32_t>(symbol), static_cast<uint32_t>(at + 1)});
      return;
    }
    const auto& rule = static_cast<const antlr4::ParserRuleContext&>(from);
    const size_t first = rule.start == nullptr ? 0 : rule.start->getTokenIndex();
    to.nodes.push_back({RuleOf(rule.getRuleIndex()), rule.exception != nullptr, static_cast<uint32_t>(first), 0});
    for (const antlr4::tree::ParseTree* child : rule.children) Copy(*child, to, leaf);
    to.nodes[at].next = static_cast<uint32_t>(to.nodes.size());
  }

  const std::type_info* leaf_type = nullptr;
};

AntlrParser::AntlrParser() : impl_(std::make_unique<Impl>()) {}
AntlrParser::~AntlrParser() = default;

ConcreteTree AntlrParser::Parse(const std::vector<Symbol>& symbols, bool expression, MistakeListener& listener) {
  impl_->stream.Load(symbols);
  impl_->recovery->Listen(&listener);
  impl_->parser.reset();
  const antlr4::ParserRuleContext* tree = nullptr;
  if (expression) {
    tree = impl_->parser.loneExpression();
  } else {
    tree = impl_->parser.declaration();
  }
  ConcreteTree copy = impl_->Copied(*tree);
  impl_->parser.reset();  // drops the tree
  return copy;
}

}  // namespace lsq::parse

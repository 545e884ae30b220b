// The tokens of lsq. This file says what a token is; the product scans with compiler/parse/scanner.cpp, which is faster
// and can say what is wrong with a token that is none, and tests hold the two to the same answer.
lexer grammar LsqLexer;

@lexer::postinclude { #include <cctype> }

// What a token is called once the words around it are known (compiler/parse/classify.h). The parser reads these, so that
// it never needs to look further than one token. NAME, NUMBER, TEXT and the literals below keep their names.
tokens {
  CALLEE,        // a name that touches its bracket: lookup(…
  REF,           // a name with a text behind it: role "Sales User"
  LABEL,         // a name before a colon or `=`: FirstName:
  MEMBER,        // a name behind a dot
  ENTITY,        // a name before `exists`
  INTRODUCER,    // where when until unless while expect, in a phrase: a whole condition follows
  CONSTANT,      // empty yes no me now
  DURATION,      // 2 business days
  WINDOW,        // last 7 days, this month; behind `in`
  IF, ELSE_IF, ELSE, LET, BE, SET, TO,
  CONDITION_IF, THEN, OTHERWISE,  // if … then … else … inside an expression
  EXISTS, AS, EXISTS_WHERE, WHERE,
  QUANTIFIER,    // all of, any of, before `(`
  ONE_OF,        // one of, before `[`
  LIST_OF,       // list of
  NOT, NEGATE,
  OR, AND,
  COMPARE,       // is, is not, in, contains, starts with, < … and their negative and strict forms
  BETWEEN, BETWEEN_AND, CROSSES, CHANGED, FROM, TO_VALUE,
  DEFAULT,
  CELL_TEST,     // a comparison at the start of a table's cell: >= 50
  SHAPE_OPEN, SHAPE_CLOSE,        // the braces of a type: returns { id: Text }
  NEWLINE,       // the end of a statement, after the layout rule
  SKIPPED        // text that was reported and left out
}

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACK : '[' ;
RBRACK : ']' ;
COMMA : ',' ;
COLON : ':' ;
DOT : '.' ;
PIPE : '|' ;
ASSIGN : '=' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_EQUAL : '<=' ;
GREATER_EQUAL : '>=' ;
LESS : '<' ;
GREATER : '>' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;

// `parent~member` is one name: a member of a custom field set.
NAME : WORD ('~' WORD)? ;

PERCENTAGE : DIGIT+ ('.' DIGIT+)? '%' ;
DATE : YMD ;
DATETIME : YMD BLANK+ CLOCK ;
TIME : CLOCK | DIGIT DIGIT? MERIDIEM ;
// Letters glued to a number are part of it, so that `24h` can be called a mistake.
NUMBER : DIGIT+ ('.' DIGIT+)? ([A-Za-z_] [A-Za-z0-9_]*)? ;

// A merge tag inside a text is scanned before the quote that ends the text: "Hi @{Lead:FirstName,"friend"}".
TEXT : '"' TEXT_PART* '@'* '"' ;
BLOCK_TEXT : '"""' .*? '"""' ;
MERGE : BRACE_TAG | ANGLE_TAG ;

COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
BLANKS : [ \t\r\n\u000B\u000C\uFEFF]+ -> channel(HIDDEN) ;

fragment WORD : [A-Za-z_] [A-Za-z0-9_]* ;
fragment DIGIT : [0-9] ;
fragment BLANK : [ \t] ;
fragment YMD : DIGIT DIGIT DIGIT DIGIT '-' DIGIT+ '-' DIGIT+ ;
fragment CLOCK : DIGIT+ ':' DIGIT+ (':' DIGIT+)? MERIDIEM? ;
// No letter or digit may follow: `9 amber` is a number and a name.
fragment MERIDIEM : BLANK* [aApP] [mM] {!isalnum(static_cast<int>(_input->LA(1) & 0x7F)) && _input->LA(1) != '_'}? ;

fragment TEXT_PART : BRACE_TAG | ANGLE_TAG | ESCAPE | PLAIN | '@'+ (PLAIN_AFTER_AT | ESCAPE) | '@' '@'+ [{<] | '@'+ '<' ;
fragment PLAIN : ~["\\@\r\n] ;
fragment PLAIN_AFTER_AT : ~["\\@{<\r\n] ;
fragment ESCAPE : '\\' ~[\r\n] ;
fragment BRACE_TAG : '@{' (~[}\\\r\n] | ESCAPE)* '}' ;
fragment ANGLE_TAG : '@<' BLANK* WORD BLANK* ':' (~[>\\\r\n] | ESCAPE)* '>' ;

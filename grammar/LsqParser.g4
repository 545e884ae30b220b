// The core grammar of lsq: what README.md describes. It knows no trigger, action or option; those are phrases that the
// checker compares with the library's declarations.
//
// Every decision is LL(1): the classifier (compiler/parse/classify.h) has named each token by its surroundings, so no
// prediction is computed at run time; CMakeLists.txt checks that. Chains of operators are flat here; their precedence is
// applied when the tree is built, so that no chain is too long for the stack.
parser grammar LsqParser;
options { tokenVocab = LsqLexer; }

declaration : statement EOF ;
loneExpression : expression EOF ;

statement : ifStatement | letStatement | setStatement | entry | row | card ;

// if Lead.Score > 50 { … } else if Lead.Score > 20 { … } else { … }
ifStatement : IF expression block (ELSE_IF expression block)* elsePart? ;

// let total be Lead.A + 1
letStatement : LET NAME BE expression ;

// set Lead.ProspectStage to "Opportunity"
setStatement : SET expression TO expression ;

// FirstName: Text, max 100      failures: Number = 0      Urgent = 1
entry : LABEL (COLON (INTRODUCER? expression)+)? (ASSIGN expression)? (COMMA clause)* block? ;

// | High | 2 hours | >= 50 |
row : PIPE (cell PIPE)+ ;
cell : (INTRODUCER? expression)* ;

// distribute Lead to users where User.City is Lead.mx_City, round robin, otherwise to group "Pune pool"
card : (INTRODUCER? expression)+ (COMMA clause)* (ASSIGN expression)? block? elsePart? ;
clause : (INTRODUCER? expression)+ ;

block : LBRACE (statement (NEWLINE statement)*)? RBRACE ;

// } else { … }      } else exit
elsePart : ELSE (block | setStatement | shortCard) ;
shortCard : (INTRODUCER? expression)+ (COMMA clause)* ;

// Prefixes, an operand, what is glued behind it; then infixes with the same again.
expression
  : (NOT | NEGATE | LIST_OF | CONDITION_IF | CELL_TEST)* operand (DOT (MEMBER | TEXT) | CHANGED | EXISTS (AS NAME)?)*
    ( (OR | AND | COMPARE | BETWEEN | BETWEEN_AND | CROSSES | FROM | TO_VALUE | DEFAULT | PLUS | MINUS | STAR | SLASH
       | PERCENT | THEN | OTHERWISE | EXISTS_WHERE)
      (NOT | NEGATE | LIST_OF | CONDITION_IF | CELL_TEST)* operand (DOT (MEMBER | TEXT) | CHANGED | EXISTS (AS NAME)?)*
    )*
  ;

operand
  : NAME | ENTITY | CONSTANT | NUMBER | DURATION | WINDOW | DATE | DATETIME | TIME | TEXT | MERGE | SKIPPED
  | REF TEXT                                                   // role "Sales User"
  | CALLEE LPAREN (argument (COMMA argument)*)? RPAREN         // lookup("Centres", Centre: Form.Centre)
  | LPAREN (argument (COMMA argument)*)? RPAREN                // (a or b), (order: Number)
  | LBRACK (element (COMMA element)*)? RBRACK                  // ["Web", "Ads"]
  | SHAPE_OPEN (argument (COMMA argument)*)? SHAPE_CLOSE       // { id: Text }
  | QUANTIFIER LPAREN (element (COMMA element)*)? RPAREN       // all of (m is opened, m is clicked)
  | ONE_OF LBRACK (element (COMMA element)*)? RBRACK           // one of ["No Calls", "All Calls"]
  ;

argument : (LABEL COLON)? element ;
// activity "Call" where Activity.Note is filled
element : expression (WHERE expression)? ;

package dev.tributary.gotemplate.parse;

/** Kinds of tokens. Keywords are only known inside actions. */
enum TokenKind {
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    END_OF_INPUT,
    ERROR,

    ASSIGN,
    DECLARE,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    CHAR,

    BOOL,
    CHAR_CONSTANT,
    NUMBER,
    STRING,
    RAW_STRING,
    IDENTIFIER,
    FIELD,
    VARIABLE,
    DOT,
    NIL,

    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH;

    boolean isKeyword() {
        return compareTo(BLOCK) >= 0;
    }

    /** True for what can start an operand. */
    boolean startsOperand() {
        return compareTo(BOOL) >= 0 && compareTo(NIL) <= 0 || this == LEFT_PAREN;
    }
}

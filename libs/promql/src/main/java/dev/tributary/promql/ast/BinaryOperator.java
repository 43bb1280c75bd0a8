package dev.tributary.promql.ast;

/** The binary operators with their precedence; a higher number binds tighter. */
public enum BinaryOperator {
    OR("or", 1),
    AND("and", 2),
    UNLESS("unless", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS_OR_EQUAL("<=", 3),
    LESS("<", 3),
    GREATER_OR_EQUAL(">=", 3),
    GREATER(">", 3),
    TRIM_UPPER("</", 3),
    TRIM_LOWER(">/", 3),
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    ATAN2("atan2", 5),
    POWER("^", 6);

    private final String symbol;
    private final int precedence;

    BinaryOperator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    public String symbol() {
        return symbol;
    }

    public int precedence() {
        return precedence;
    }

    /** Only the power operator groups from the right. */
    public boolean isRightAssociative() {
        return this == POWER;
    }

    public boolean isComparison() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, LESS_OR_EQUAL, LESS, GREATER_OR_EQUAL, GREATER -> true;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER ->
                false;
        };
    }

    public boolean isSet() {
        return this == AND || this == OR || this == UNLESS;
    }

    /** True for the arithmetic operators: their result is another metric, so its name goes. */
    public boolean changesMetric() {
        return switch (this) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER -> true;
            case OR, AND, UNLESS, EQUAL, NOT_EQUAL, LESS_OR_EQUAL, LESS, GREATER_OR_EQUAL, GREATER, TRIM_UPPER,
                    TRIM_LOWER ->
                false;
        };
    }
}

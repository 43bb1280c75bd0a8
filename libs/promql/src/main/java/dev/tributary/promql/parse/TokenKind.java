package dev.tributary.promql.parse;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What a token is. The group decides how an error message shows it. */
enum TokenKind {
    END(Group.NAMED, "end of input"),
    IDENTIFIER(Group.NAMED, "identifier"),
    METRIC_IDENTIFIER(Group.NAMED, "metric identifier"),
    STRING(Group.NAMED, "string"),
    NUMBER(Group.NAMED, "number"),
    DURATION(Group.NAMED, "duration"),

    COMMA(Group.SYMBOL, ","),
    COLON(Group.SYMBOL, ":"),
    ASSIGN(Group.SYMBOL, "="),
    LEFT_PAREN(Group.SYMBOL, "("),
    RIGHT_PAREN(Group.SYMBOL, ")"),
    LEFT_BRACE(Group.SYMBOL, "{"),
    RIGHT_BRACE(Group.SYMBOL, "}"),
    LEFT_BRACKET(Group.SYMBOL, "["),
    RIGHT_BRACKET(Group.SYMBOL, "]"),

    ADD(BinaryOperator.ADD),
    SUBTRACT(BinaryOperator.SUBTRACT),
    MULTIPLY(BinaryOperator.MULTIPLY),
    DIVIDE(BinaryOperator.DIVIDE),
    MODULO(BinaryOperator.MODULO),
    POWER(BinaryOperator.POWER),
    ATAN2(BinaryOperator.ATAN2),
    EQUAL(BinaryOperator.EQUAL),
    NOT_EQUAL(BinaryOperator.NOT_EQUAL),
    LESS_OR_EQUAL(BinaryOperator.LESS_OR_EQUAL),
    LESS(BinaryOperator.LESS),
    GREATER_OR_EQUAL(BinaryOperator.GREATER_OR_EQUAL),
    GREATER(BinaryOperator.GREATER),
    TRIM_UPPER(BinaryOperator.TRIM_UPPER),
    TRIM_LOWER(BinaryOperator.TRIM_LOWER),
    AND(BinaryOperator.AND),
    OR(BinaryOperator.OR),
    UNLESS(BinaryOperator.UNLESS),
    MATCH(Group.OPERATOR, "=~"),
    NOT_MATCH(Group.OPERATOR, "!~"),
    AT(Group.OPERATOR, "@"),

    AVG(Aggregation.AVG),
    BOTTOMK(Aggregation.BOTTOMK),
    COUNT(Aggregation.COUNT),
    COUNT_VALUES(Aggregation.COUNT_VALUES),
    GROUP(Aggregation.GROUP),
    MAX(Aggregation.MAX),
    MIN(Aggregation.MIN),
    QUANTILE(Aggregation.QUANTILE),
    STDDEV(Aggregation.STDDEV),
    STDVAR(Aggregation.STDVAR),
    SUM(Aggregation.SUM),
    TOPK(Aggregation.TOPK),
    LIMITK(Aggregation.LIMITK),
    LIMIT_RATIO(Aggregation.LIMIT_RATIO),

    BOOL(Group.KEYWORD, "bool"),
    BY(Group.KEYWORD, "by"),
    WITHOUT(Group.KEYWORD, "without"),
    ON(Group.KEYWORD, "on"),
    IGNORING(Group.KEYWORD, "ignoring"),
    GROUP_LEFT(Group.KEYWORD, "group_left"),
    GROUP_RIGHT(Group.KEYWORD, "group_right"),
    FILL(Group.KEYWORD, "fill"),
    FILL_LEFT(Group.KEYWORD, "fill_left"),
    FILL_RIGHT(Group.KEYWORD, "fill_right"),
    OFFSET(Group.KEYWORD, "offset"),
    SMOOTHED(Group.KEYWORD, "smoothed"),
    ANCHORED(Group.KEYWORD, "anchored"),

    START(Group.CONTEXT, "start"),
    END_OF_QUERY(Group.CONTEXT, "end"),
    STEP(Group.CONTEXT, "step"),
    RANGE(Group.CONTEXT, "range"),
    MAX_OF(Group.CONTEXT, "max_of"),
    MIN_OF(Group.CONTEXT, "min_of");

    enum Group {
        NAMED, SYMBOL, OPERATOR, AGGREGATION, KEYWORD, CONTEXT
    }

    private static final Map<String, TokenKind> WORDS = Arrays.stream(values()).filter(TokenKind::isWord)
            .collect(Collectors.toUnmodifiableMap(kind -> kind.text, kind -> kind));

    private final Group group;
    private final String text;
    private final @Nullable BinaryOperator operator;
    private final @Nullable Aggregation aggregation;

    TokenKind(Group group, String text) {
        this.group = group;
        this.text = text;
        this.operator = null;
        this.aggregation = null;
    }

    TokenKind(BinaryOperator operator) {
        this.group = Group.OPERATOR;
        this.text = operator.symbol();
        this.operator = operator;
        this.aggregation = null;
    }

    TokenKind(Aggregation aggregation) {
        this.group = Group.AGGREGATION;
        this.text = aggregation.keyword();
        this.operator = null;
        this.aggregation = aggregation;
    }

    /** The kind of a keyword in lower case, or null for other words. */
    static @Nullable TokenKind ofWord(String lowerCaseWord) {
        return WORDS.get(lowerCaseWord);
    }

    Group group() {
        return group;
    }

    String text() {
        return text;
    }

    @Nullable
    BinaryOperator operator() {
        return operator;
    }

    @Nullable
    Aggregation aggregation() {
        return aggregation;
    }

    private boolean isWord() {
        return group != Group.NAMED && Character.isLetter(text.charAt(0));
    }

    /** True for words that may also be a metric name. */
    boolean canBeMetricName() {
        return switch (this) {
            case IDENTIFIER, METRIC_IDENTIFIER, AND, OR, UNLESS, BY, WITHOUT, OFFSET, FILL, FILL_LEFT, FILL_RIGHT,
                    SMOOTHED, ANCHORED ->
                true;
            default -> aggregation != null || group == Group.CONTEXT;
        };
    }

    /** False for what no operand begins with; the end of the text is left to whoever finds that something is missing. */
    boolean canBeginExpression() {
        return switch (this) {
            case ADD, SUBTRACT, NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, END -> true;
            default -> canBeMetricName();
        };
    }

    /** True for words that may also be a label name in a grouping list. */
    boolean canBeLabelName() {
        return this != WITHOUT && (canBeMetricName() || group == Group.KEYWORD || this == ATAN2);
    }
}

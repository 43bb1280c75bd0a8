package dev.tributary.logql.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a piece of a query can be, in the order in which error messages list what was expected. Functions are words that only
 * mean themselves before a parenthesis; keywords always do.
 */
enum TokenKind {
    BYTES("BYTES"),
    IDENTIFIER("IDENTIFIER"),
    STRING("STRING"),
    NUMBER("NUMBER"),
    FLAG("FUNCTION_FLAG"),
    DURATION("DURATION"),
    RANGE("RANGE"),
    ASSIGN("="),
    REGEX("=~"),
    NOT_REGEX("!~"),
    NOT_PATTERN("!>"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    RIGHT_BRACKET("]"),
    COMMA(","),
    DOT("."),
    PIPE_REGEX("|~"),
    PIPE_CONTAINS("|="),
    PIPE_PATTERN("|>"),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    BY("by"),
    WITHOUT("without"),
    COUNT_OVER_TIME,
    RATE,
    RATE_COUNTER,
    SUM,
    SORT,
    SORT_DESC,
    AVG,
    MAX,
    MIN,
    COUNT,
    STDDEV,
    STDVAR,
    BOTTOMK,
    TOPK,
    APPROX_TOPK,
    BYTES_OVER_TIME,
    BYTES_RATE,
    BOOL("bool"),
    JSON("json"),
    REGEXP("regexp"),
    LOGFMT("logfmt"),
    PIPE("|"),
    LINE_FORMAT("line_format"),
    LABEL_FORMAT("label_format"),
    UNWRAP("unwrap"),
    AVG_OVER_TIME,
    SUM_OVER_TIME,
    MIN_OVER_TIME,
    MAX_OVER_TIME,
    STDVAR_OVER_TIME,
    STDDEV_OVER_TIME,
    QUANTILE_OVER_TIME,
    BYTES_CONVERSION("BYTES_CONV", "bytes"),
    DURATION_CONVERSION("DURATION_CONV", "duration"),
    DURATION_SECONDS_CONVERSION("DURATION_SECONDS_CONV", "duration_seconds"),
    FIRST_OVER_TIME,
    LAST_OVER_TIME,
    ABSENT_OVER_TIME,
    VECTOR,
    LABEL_REPLACE("label_replace", "label_replace"),
    UNPACK("unpack"),
    OFFSET("offset"),
    PATTERN("pattern"),
    IP("ip", "ip"),
    ON("on"),
    IGNORING("ignoring"),
    GROUP_LEFT("group_left"),
    GROUP_RIGHT("group_right"),
    DECOLORIZE("decolorize"),
    DROP("drop"),
    KEEP("keep"),
    OR("or"),
    AND("and"),
    UNLESS("unless"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%"),
    POWER("^"),
    END("$end");

    private static final Map<String, TokenKind> FUNCTIONS = Arrays.stream(values())
            .filter(kind -> !kind.function.isEmpty())
            .collect(Collectors.toMap(kind -> kind.function, Function.identity()));
    private static final Map<String, TokenKind> KEYWORDS = Arrays.stream(values())
            .filter(kind -> kind.function.isEmpty() && Character.isLowerCase(kind.shown.charAt(0)))
            .collect(Collectors.toMap(kind -> kind.shown, Function.identity()));
    private static final Map<String, TokenKind> SYMBOLS = Arrays.stream(values())
            .filter(kind -> !Character.isLetter(kind.shown.charAt(0)) && kind.shown.charAt(0) != '$')
            .collect(Collectors.toMap(kind -> kind.shown, Function.identity()));

    private final String shown;
    private final String function;

    TokenKind() {
        this.shown = name();
        this.function = name().toLowerCase(Locale.ROOT);
    }

    TokenKind(String shown) {
        this(shown, "");
    }

    TokenKind(String shown, String function) {
        this.shown = shown;
        this.function = function;
    }

    /** How error messages name it. */
    String shown() {
        return shown;
    }

    static @Nullable TokenKind ofFunction(String lowerCase) {
        return FUNCTIONS.get(lowerCase);
    }

    static @Nullable TokenKind ofKeyword(String lowerCase) {
        return KEYWORDS.get(lowerCase);
    }

    static @Nullable TokenKind ofSymbol(String symbol) {
        return SYMBOLS.get(symbol);
    }
}

package dev.tributary.logql;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.tributary.model.text.GoQuote;

/** Makes queries of every part of the grammar, written with odd spacing and in odd order, all of them valid. */
public final class RandomQuery {
    private static final List<String> LABELS = List.of("app", "pod", "level", "status", "took", "size", "msg", "rate",
            "bytes", "ip", "a_b", "_x1", "trace_id");
    private static final List<String> WORDS = List.of("error", "a b", "", "\u00e9", "x\"y", "\\", "\t", "1.5", "<_>",
            "GET /api", "`", "\u4e16\u754c", "id=7");

    private final RandomGenerator random;

    public RandomQuery(RandomGenerator random) {
        this.random = random;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String blank() {
        return any(List.of(" ", " ", " ", "\n", "  ", "\t", " # note\n "));
    }

    private String text(String content) {
        if (chance(30) && !content.contains("`")) {
            return "`" + content + "`";
        }
        return GoQuote.quote(content);
    }

    private String label() {
        return any(LABELS);
    }

    private String word() {
        return text(any(WORDS));
    }

    private String regex() {
        return text(any(List.of("a.*", "err|warn", "^x$", "[a-c]+\\d", "(?i)error", "\\(x\\)", ".+", "")));
    }

    private String list(int most, Supplier<String> part) {
        StringBuilder out = new StringBuilder(part.get());
        for (int i = random.nextInt(most); i > 0; i--) {
            out.append(chance(50) ? "," : ", ").append(part.get());
        }
        return out.toString();
    }

    /** Any query. */
    public String query() {
        return chance(40) ? log() : metric(3);
    }

    private String selector() {
        return "{" + list(3, () -> label() + any(List.of("=", "!=", " = ")) + text("v" + random.nextInt(3)))
                + (chance(30) ? "," + label() + any(List.of("=~", "!~")) + regex() : "") + "}";
    }

    /** A log query. */
    public String log() {
        StringBuilder out = new StringBuilder(selector());
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(blank()).append(stage());
        }
        return out.toString();
    }

    private String stage() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> any(List.of("|=", "!=")) + " " + operands(word());
            case 2 -> any(List.of("|~", "!~")) + operands(regex());
            case 3 -> any(List.of("|>", "!>")) + operands(text("<_> x <_>"));
            case 4 -> "| json" + (chance(50) ? " " + list(3, this::extraction) : "");
            case 5 -> "| logfmt" + (chance(30) ? " --strict" : "") + (chance(30) ? " --keep-empty" : "")
                    + (chance(50) ? " " + list(3, this::extraction) : "");
            case 6 -> "|regexp " + text("(?P<m>\\w+) (?P<p>.*)");
            case 7 -> "| pattern" + text("<ip> - <_> \"<m>\"");
            case 8 -> "| line_format " + text("{{.msg}} {{ .level | upper }}");
            case 9 -> "| label_format " + list(3, () -> label() + "=" + (chance(50) ? label() : text("{{.app}}")));
            case 10 -> any(List.of("| unpack", "| decolorize"));
            case 11 -> any(List.of("| drop ", "| keep ")) + list(3, this::choice) + ",last=\"1\"";
            default -> "| " + condition(3);
        };
    }

    private String operands(String first) {
        StringBuilder out = new StringBuilder(first);
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(" or ").append(text("w" + i));
        }
        return out.toString();
    }

    private String extraction() {
        return label() + (chance(60) ? "=" + text("a.b[0]") : "");
    }

    private String choice() {
        return label() + (chance(40) ? any(List.of("=", "!=", "=~", "!~")) + text("v.") : "");
    }

    private String condition(int depth) {
        if (depth == 0 || chance(40)) {
            return comparison();
        }
        String left = condition(depth - 1);
        String right = condition(depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> left + " and " + right;
            case 1 -> left + " or " + right;
            case 2 -> left + " , " + right;
            case 3 -> left + " " + right;
            default -> "(" + left + " or " + right + ")";
        };
    }

    private String comparison() {
        String order = any(List.of(">", ">=", "<", "<=", "==", "=", "!="));
        return label() + switch (random.nextInt(7)) {
            case 0 -> any(List.of("=", "!=")) + word();
            case 1 -> any(List.of("=~", "!~")) + regex();
            case 2 -> order + any(List.of("5", "-2", "+3.25", "1e3", "0.001"));
            case 3 -> order + any(List.of("250ms", "1h30m", "1.5s", "-5m", "2d", "100us", "1w"));
            case 4 -> order + any(List.of("20KB", "1MiB", "5.5MB", "1234B", "3GB", "1500B"));
            case 5 -> any(List.of("=", "!=")) + "ip(\"10.0.0.0/8\")";
            default -> " " + order + " 1";
        };
    }

    /** A metric query. */
    public String metric(int depth) {
        if (depth == 0) {
            return range();
        }
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> range();
            case 3 -> any(List.of("sum", "avg", "min", "max", "count", "stddev", "stdvar")) + aggregated(depth);
            case 4 -> any(List.of("topk", "bottomk")) + grouping() + "(" + (1 + random.nextInt(9)) + ","
                    + metric(depth - 1) + ")";
            case 5 -> any(List.of("sort", "sort_desc")) + "(" + metric(depth - 1) + ")";
            case 6 -> "label_replace(" + metric(depth - 1) + ",\"x\",\"$1\",\"app\"," + regex() + ")";
            case 7 -> "(" + metric(depth - 1) + blank() + operator() + blank() + metric(depth - 1) + ")";
            default -> metric(depth - 1) + any(List.of(" + ", " - ", " * ", " > bool ", " == ")) + literal();
        };
    }

    private String literal() {
        return any(List.of("1", "2.5", "-3", "1e6", "vector(2)", "vector(0.5)"));
    }

    private String operator() {
        return any(List.of("+", "-", "*", "/", "%", "^", "==", "!= bool", ">", "and", "or", "unless",
                "* on (app)", "/ ignoring(pod,level)", "* on(app) group_left (pod)", "/ ignoring (pod) group_right ()",
                "> bool on (app) group_left()"));
    }

    private String aggregated(int depth) {
        String inner = "(" + metric(depth - 1) + ")";
        return chance(50) ? grouping() + inner : inner + grouping();
    }

    private String grouping() {
        return chance(40) ? "" : " " + any(List.of("by", "without")) + " (" + list(3, this::label) + ")";
    }

    private String range() {
        String offset = any(List.of("", "", " offset 5m", " offset -90s"));
        String range = any(List.of("[5m]", " [1h30m]", "[30s]", "[1d]"));
        String pipeline = log();
        if (chance(50)) {
            String operation = any(List.of("rate", "count_over_time", "bytes_rate", "bytes_over_time",
                    "absent_over_time"));
            return operation + "(" + any(List.of(pipeline + range + offset, "(" + pipeline + ")" + range + offset,
                    "(" + pipeline + range + offset + ")")) + ")";
        }
        String unwrap = "| unwrap " + any(List.of("took", "duration(took)", "bytes(size)", "duration_seconds(took)"))
                + (chance(30) ? " | __error__=\"\"" : "");
        String input = "(" + pipeline + blank() + unwrap + range + offset + ")";
        return switch (random.nextInt(3)) {
            case 0 -> any(List.of("sum_over_time", "rate", "rate_counter")) + input;
            case 1 -> "quantile_over_time(" + any(List.of("0.5", "0.99", "1")) + "," + input.substring(1) + grouping();
            default -> any(List.of("avg_over_time", "min_over_time", "max_over_time", "first_over_time",
                    "last_over_time", "stddev_over_time", "stdvar_over_time")) + input + grouping();
        };
    }
}

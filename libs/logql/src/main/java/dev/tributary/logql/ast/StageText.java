package dev.tributary.logql.ast;

import java.util.List;
import java.util.stream.Collectors;

import dev.tributary.model.LabelPattern;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoQuote;

/** Writes the stages of a pipeline as a query has them. */
final class StageText {
    private StageText() {
    }

    static String format(List<Stage> stages) {
        return stages.stream().map(StageText::format).collect(Collectors.joining(" "));
    }

    static String format(Stage stage) {
        return switch (stage) {
            case Stage.LineFilter filter -> filter.match().symbol() + " "
                    + filter.operands().stream().map(StageText::operand).collect(Collectors.joining(" or "));
            case Stage.Json json -> "| json" + extractions(json.extractions());
            case Stage.Logfmt logfmt -> "| logfmt" + (logfmt.strict() ? " --strict" : "")
                    + (logfmt.keepEmpty() ? " --keep-empty" : "") + extractions(logfmt.extractions());
            case Stage.Regexp regexp -> "| regexp " + GoQuote.quote(regexp.expression());
            case Stage.Pattern pattern -> "| pattern " + GoQuote.quote(pattern.expression());
            case Stage.Unpack _ -> "| unpack";
            case Stage.Filter filter -> "| " + condition(filter.condition());
            case Stage.LineFormat format -> "| line_format " + GoQuote.quote(format.template());
            case Stage.LabelFormat format -> "| label_format "
                    + format.assignments().stream().map(StageText::assignment).collect(Collectors.joining(","));
            case Stage.Decolorize _ -> "| decolorize";
            case Stage.Drop drop -> "| drop " + choices(drop.choices());
            case Stage.Keep keep -> "| keep " + choices(keep.choices());
        };
    }

    private static String operand(Stage.Operand operand) {
        String quoted = GoQuote.quote(operand.text());
        return operand.ip() ? "ip(" + quoted + ")" : quoted;
    }

    private static String extractions(List<Stage.Extraction> extractions) {
        return extractions.isEmpty()
                ? ""
                : extractions.stream().map(each -> each.label() + "=" + GoQuote.quote(each.expression()))
                        .collect(Collectors.joining(",", " ", ""));
    }

    private static String assignment(Stage.Assignment assignment) {
        return assignment.label() + "="
                + (assignment.rename() ? assignment.value() : GoQuote.quote(assignment.value()));
    }

    private static String choices(List<Stage.LabelChoice> choices) {
        return choices.stream()
                .map(choice -> choice.matcher() == null ? choice.label() : choice.matcher().toString())
                .collect(Collectors.joining(","));
    }

    static String condition(LabelFilter filter) {
        return switch (filter) {
            case LabelFilter.Text(Matcher matcher) -> matcher(matcher);
            case LabelFilter.Numeric(String label, Comparison comparison, double value) ->
                label + comparison.symbol() + GoFloat.fixed(value);
            case LabelFilter.Duration(String label, Comparison comparison, long nanos) ->
                label + comparison.symbol() + GoDuration.format(nanos);
            case LabelFilter.Bytes(String label, Comparison comparison, long bytes) ->
                label + comparison.symbol() + ByteSizeText.format(bytes);
            case LabelFilter.Ip(String label, boolean negative, String range) ->
                label + (negative ? "!=" : "=") + "ip(" + GoQuote.quote(range) + ")";
            case LabelFilter.And(LabelFilter left, LabelFilter right) ->
                "( " + condition(left) + " , " + condition(right) + " )";
            case LabelFilter.Or(LabelFilter left, LabelFilter right) ->
                "( " + condition(left) + " or " + condition(right) + " )";
        };
    }

    /** Expressions that are more than a list of texts stand in back quotes, where nothing is escaped. */
    private static String matcher(Matcher matcher) {
        LabelPattern pattern = matcher.pattern();
        boolean plain = pattern == null || !pattern.alternatives().isEmpty() || matcher.value().matches("[\\w.* -]*")
                || matcher.value().contains("`");
        return plain
                ? matcher.toString()
                : matcher.name() + (matcher.type() == MatchType.REGEX ? "=~" : "!~") + "`" + matcher.value() + "`";
    }
}

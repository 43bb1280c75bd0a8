package dev.tributary.logql.parser;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;

/** {@code | logfmt a, b="c"}: labels from the values of some keys, the last of equal keys counts; empty where a key is absent. */
public final class LogfmtExpressionStep implements Step {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]*");
    private static final Pattern EXPRESSION = Pattern.compile("\\s*(?:(" + NAME + ")|\"([^\"]*)\"?)\\s*");

    private final LogfmtScan scan = new LogfmtScan();
    private final TextCache names = TextCache.ofNames();
    private final TextCache values = new TextCache(text -> text);
    private final List<Stage.Extraction> extractions;
    private final List<String> keys;
    private final boolean strict;

    /**
     * A step for these labels.
     *
     * @throws IllegalArgumentException for an expression that is no key
     */
    public LogfmtExpressionStep(List<Stage.Extraction> extractions, boolean strict) {
        this.extractions = List.copyOf(extractions);
        this.strict = strict;
        this.keys = extractions.stream().map(extraction -> LabelName.of(key(extraction.expression()))).toList();
    }

    /** The key an expression names: a name, with the dots, dashes and at signs that keys have, or any text in quotes. */
    private static String key(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (matcher.matches()) {
            return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }
        String text = expression.strip();
        matcher.usePattern(NAME).reset(text);
        String problem;
        if (!matcher.lookingAt()) {
            problem = "syntax error: unexpected $end, expecting STRING or KEY";
        } else {
            String behind = text.substring(matcher.end()).strip();
            problem = NAME.matcher(behind).lookingAt()
                    ? "syntax error: unexpected KEY"
                    : "unexpected char " + Character.toString(behind.codePointAt(0));
        }
        throw new IllegalArgumentException("cannot parse expression [" + expression + "]: " + problem);
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        if (labels.needsNothing()) {
            return true;
        }
        for (Stage.Extraction extraction : extractions) {
            if (labels.nameOfParsed(extraction.label()).equals(extraction.label())) {
                labels.set(extraction.label(), "");
            }
        }
        Line line = entry.line();
        scan.reset(line.bytes(), line.from(), line.to());
        while (!scan.isAtEnd()) {
            if (scan.next()) {
                pair(labels, line.bytes());
            } else if (strict) {
                break;
            }
        }
        if (strict && !scan.error().isEmpty()) {
            labels.setParserError(ErrorLabels.LOGFMT, scan.error());
        }
        return true;
    }

    private void pair(EntryLabels labels, byte[] bytes) {
        String key = names.of(bytes, scan.keyFrom(), scan.keyTo());
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equals(key)) {
                String unquoted = scan.unquoted();
                String value = unquoted == null ? values.of(bytes, scan.valueFrom(), scan.valueTo()) : unquoted;
                labels.set(labels.nameOfParsed(extractions.get(i).label()), value.indexOf('\ufffd') >= 0 ? "" : value);
            }
        }
    }
}

package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.promql.ast.NumberReader;
import dev.tributary.promql.script.Command.Expectation;
import dev.tributary.promql.script.Command.Expected;
import dev.tributary.promql.script.Command.Outcome;
import dev.tributary.promql.script.Command.Times;
import org.jspecify.annotations.Nullable;

/** Reads {@code eval} with what it expects. */
final class EvalReader {
    private static final Pattern INSTANT = Pattern
            .compile("^eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(.+?))?\\s+(.+)$");
    private static final Pattern RANGE = Pattern
            .compile("^eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+?)\\s+(.+)$");
    private static final Pattern RANGE_VECTOR = Pattern
            .compile("^expect range vector\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+)$");
    private static final Pattern EXPECT = Pattern
            .compile("^expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?$");
    private static final String TEXT = "expect string";

    private final List<String> lines;
    private final int firstLine;
    private int read = 1;
    private final List<Expected> series = new ArrayList<>();
    private @Nullable Double scalar;
    private @Nullable String text;
    private @Nullable Times rangeVector;
    private boolean ordered;
    private @Nullable TextPattern failure;
    private final List<TextPattern> warnings = new ArrayList<>();
    private final List<TextPattern> infos = new ArrayList<>();
    private boolean noWarnings;
    private boolean noInfos;
    private boolean anyWarning;
    private boolean anyInfo;

    EvalReader(List<String> lines, int firstLine) {
        this.lines = lines;
        this.firstLine = firstLine;
    }

    /** How many lines of the block belong to the command. */
    int linesRead() {
        return read;
    }

    Command.Eval read() {
        String command = lines.getFirst();
        Matcher instant = INSTANT.matcher(command);
        if (instant.matches()) {
            oldKind(instant.group(1));
            long time = instant.group(2) == null ? 0 : LoadReader.millis(instant.group(2), firstLine);
            expectations(true);
            return new Command.Eval(firstLine, instant.group(3), time, time, 0, expectation());
        }
        Matcher range = RANGE.matcher(command);
        if (!range.matches()) {
            throw new ScriptException(firstLine,
                    "invalid evaluation command. Must be either 'eval instant [at <offset>]"
                            + " <query>' or 'eval range from <from> to <to> step <step> <query>'");
        }
        oldKind(range.group(1));
        Times times = times(range, 2);
        expectations(false);
        return new Command.Eval(firstLine, range.group(5), times.startMillis(), times.endMillis(), times.stepMillis(),
                expectation());
    }

    private Expectation expectation() {
        return new Expectation(List.copyOf(series), scalar, text, rangeVector, new Outcome(ordered, failure,
                List.copyOf(warnings), List.copyOf(infos), noWarnings, noInfos, anyWarning, anyInfo));
    }

    private Times times(Matcher matcher, int group) {
        long start = LoadReader.millis(matcher.group(group), firstLine);
        long end = LoadReader.millis(matcher.group(group + 1), firstLine);
        if (end < start) {
            throw new ScriptException(firstLine, "invalid test definition, end timestamp (" + matcher.group(group + 1)
                    + ") is before start timestamp (" + matcher.group(group) + ")");
        }
        return new Times(start, end, LoadReader.millis(matcher.group(group + 2), firstLine));
    }

    /** The deprecated notation, {@code eval_fail} and its kin. */
    private void oldKind(@Nullable String kind) {
        switch (kind) {
            case "ordered" -> ordered = true;
            case "fail" -> failure = TextPattern.any();
            case "warn" -> anyWarning = true;
            case "info" -> anyInfo = true;
            case null, default -> {
                // The present notation says so in lines of its own.
            }
        }
    }

    private void expectations(boolean instant) {
        while (read < lines.size()) {
            String line = lines.get(read);
            int number = firstLine + read;
            read++;
            if (failure != null && line.startsWith("expected_fail_message")) {
                failure = TextPattern.exact(line.substring("expected_fail_message".length()).strip());
                return;
            }
            if (failure != null && line.startsWith("expected_fail_regexp")) {
                failure = TextPattern.expression(line.substring("expected_fail_regexp".length()).strip(), number);
                return;
            }
            if (line.split(" ", 2)[0].equals("expect")) {
                expect(line, number);
            } else if (isNumber(line)) {
                scalar = NumberReader.literal(line);
                return;
            } else {
                addSeries(SeriesLine.parse(line, number), instant, number);
            }
        }
    }

    private void addSeries(SeriesLine one, boolean instant, int line) {
        if (one.points().size() > 1 && instant && rangeVector == null) {
            throw new ScriptException(line,
                    "expecting multiple values in instant evaluation not allowed. consider using"
                            + " 'expect range vector' directive to enable a range vector result for an instant query");
        }
        series.add(new Expected(one.labels(), one.points()));
    }

    private static boolean isNumber(String line) {
        try {
            NumberReader.literal(line);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void expect(String line, int number) {
        Matcher range = RANGE_VECTOR.matcher(line);
        if (range.matches()) {
            rangeVector = times(range, 1);
            return;
        }
        if (line.startsWith(TEXT)) {
            text = GoString.unquote(line.substring(TEXT.length()).strip(), number);
            return;
        }
        Matcher expect = EXPECT.matcher(line);
        if (!expect.matches()) {
            throw new ScriptException(number,
                    "invalid expect statement, must match `expect <type> <match_type>: <string>` format");
        }
        expect(expect.group(1), pattern(expect.group(2), expect.group(3), number), number);
    }

    private static TextPattern pattern(@Nullable String kind, @Nullable String value, int line) {
        if (kind == null || value == null) {
            return TextPattern.any();
        }
        return kind.equals("msg") ? TextPattern.exact(value.strip()) : TextPattern.expression(value.strip(), line);
    }

    private void expect(String what, TextPattern pattern, int line) {
        switch (what) {
            case "ordered" -> ordered = true;
            case "warn" -> warnings.add(pattern);
            case "info" -> infos.add(pattern);
            case "no_warn" -> noWarnings = true;
            case "no_info" -> noInfos = true;
            default -> {
                if (failure != null) {
                    throw new ScriptException(line, "invalid expect lines, multiple expect fail lines are not allowed");
                }
                failure = pattern;
            }
        }
        if (noWarnings && !warnings.isEmpty()) {
            throw new ScriptException(line, "invalid expect lines, warn and no_warn cannot be used together");
        }
        if (noInfos && !infos.isEmpty()) {
            throw new ScriptException(line, "invalid expect lines, info and no_info cannot be used together");
        }
    }
}

package dev.tributary.logql.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;
import dev.tributary.logql.line.LineCondition;
import dev.tributary.logql.line.Needles;
import dev.tributary.logql.line.RegexNeedles;
import dev.tributary.model.LabelPattern;

/** {@code | regexp}: a label for every named group. A line that does not match stays as it is. */
public final class RegexpStep implements Step {
    private final Pattern pattern;
    private final List<Group> groups;
    private final List<LineCondition> needed;
    private final EarlyFilters filters;

    private record Group(String name, int number) {
    }

    /**
     * A step for an expression.
     *
     * @throws IllegalArgumentException for one that is none or names no group
     */
    public RegexpStep(String expression, EarlyFilters filters) {
        this.pattern = compile(expression);
        this.groups = groups(pattern.namedGroups());
        this.needed = RegexNeedles.of(expression).stream().map(Needles::condition).toList();
        this.filters = filters;
    }

    private static Pattern compile(String expression) {
        try {
            // Refuses what would compile to more than memory holds.
            LabelPattern.compile(expression);
            return Pattern.compile(expression);
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof PatternSyntaxException syntax
                    && syntax.getDescription().contains("duplicate")) {
                throw new IllegalArgumentException("duplicate extracted label name '" + syntax.getPattern() + "'", e);
            }
            throw e;
        }
    }

    private static List<Group> groups(Map<String, Integer> named) {
        List<Group> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        named.forEach((name, number) -> groups.add(new Group(LabelName.of(name), number)));
        groups.sort((a, b) -> Integer.compare(a.number, b.number));
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("at least one named capture must be supplied");
        }
        for (Group group : groups) {
            if (!seen.add(group.name)) {
                throw new IllegalArgumentException("duplicate extracted label name '" + group.name + "'");
            }
        }
        return groups;
    }

    @Override
    public boolean process(Entry entry) {
        Line line = entry.line();
        for (LineCondition condition : needed) {
            if (!condition.holds(line.bytes(), line.from(), line.to())) {
                return true;
            }
        }
        boolean whole = line.from() == 0 && line.to() == line.bytes().length;
        Matcher matcher = pattern
                .matcher(whole ? line.bytes() : Arrays.copyOfRange(line.bytes(), line.from(), line.to()));
        return !matcher.find() || set(matcher, entry.labels());
    }

    private boolean set(Matcher matcher, EntryLabels labels) {
        for (Group group : groups) {
            String name = labels.nameOfParsed(group.name);
            if (labels.takesParsed(name)) {
                String text = matcher.group(group.number);
                String value = text == null ? "" : text;
                labels.set(name, value);
                if (!filters.keep(name, value)) {
                    return false;
                }
            }
        }
        return true;
    }
}

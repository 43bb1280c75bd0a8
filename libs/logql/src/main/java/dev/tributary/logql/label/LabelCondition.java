package dev.tributary.logql.label;

import java.nio.charset.StandardCharsets;

import dev.tributary.logql.ast.ByteSizeText;
import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.line.AddressRange;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloatParser;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an entry's labels. An absent label fails every comparison but those of texts; a label that cannot be read
 * as the comparison wants marks the entry with an error and lets it pass.
 */
@FunctionalInterface
public interface LabelCondition {
    boolean holds(EntryLabels labels);

    /**
     * The condition of a filter.
     *
     * @throws IllegalArgumentException for addresses that are none
     */
    static LabelCondition of(LabelFilter filter) {
        return switch (filter) {
            case LabelFilter.Text text -> labels -> text.matcher().matches(labels.textOf(text.matcher().name()));
            case LabelFilter.Numeric number -> compare(number.label(),
                    text -> number.comparison().holds(GoFloatParser.parse(text), number.value()));
            case LabelFilter.Duration duration -> compare(duration.label(), text -> duration.comparison()
                    .holds(Long.compare(GoDuration.parseNanos(text), duration.nanos())));
            case LabelFilter.Bytes bytes -> compare(bytes.label(), text -> bytes.comparison()
                    .holds(Long.compareUnsigned(ByteSizeText.parse(text), bytes.bytes())));
            case LabelFilter.Ip ip -> ip(ip, AddressRange.parse(ip.range()));
            case LabelFilter.And(LabelFilter left, LabelFilter right) -> both(of(left), of(right));
            case LabelFilter.Or(LabelFilter left, LabelFilter right) -> either(of(left), of(right));
        };
    }

    /** Both are asked, since each may mark the entry. */
    private static LabelCondition both(LabelCondition left, LabelCondition right) {
        return labels -> {
            boolean leftHolds = left.holds(labels);
            boolean rightHolds = right.holds(labels);
            return leftHolds && rightHolds;
        };
    }

    private static LabelCondition either(LabelCondition left, LabelCondition right) {
        return labels -> left.holds(labels) || right.holds(labels);
    }

    /** Reads a label's text and compares; what it throws is what is wrong with the text. */
    interface Comparing {
        boolean holds(String text);
    }

    private static LabelCondition compare(String label, Comparing comparing) {
        return labels -> {
            String text = labels.find(label);
            if (text == null) {
                return false;
            }
            try {
                return comparing.holds(text);
            } catch (IllegalArgumentException e) {
                fail(labels, e.getMessage());
                return true;
            }
        };
    }

    private static void fail(EntryLabels labels, @Nullable String problem) {
        // An earlier error says more.
        if (!labels.hasError()) {
            labels.setError(ErrorLabels.FILTER, String.valueOf(problem));
        }
    }

    private static LabelCondition ip(LabelFilter.Ip ip, AddressRange range) {
        return labels -> {
            if (labels.hasError()) {
                return true;
            }
            String text = labels.find(ip.label());
            if (text == null) {
                return false;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return range.holds(bytes, 0, bytes.length) != ip.negative();
        };
    }
}

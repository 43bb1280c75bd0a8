package dev.tributary.logql.label;

import java.util.List;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Step;
import dev.tributary.model.Matcher;

/** {@code | drop}: removes labels; the error and its details are forgotten in the same way. */
public final class DropStep implements Step {
    private final List<Stage.LabelChoice> choices;

    public DropStep(List<Stage.LabelChoice> choices) {
        this.choices = List.copyOf(choices);
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        for (Stage.LabelChoice choice : choices) {
            Matcher matcher = choice.matcher();
            if (matcher == null || matcher.matches(valueOf(labels, choice.label()))) {
                drop(labels, choice.label());
            }
        }
        return true;
    }

    private static String valueOf(EntryLabels labels, String label) {
        return label.equals(ErrorLabels.DETAILS) ? labels.errorDetails() : labels.textOf(label);
    }

    private static void drop(EntryLabels labels, String label) {
        switch (label) {
            case ErrorLabels.ERROR -> labels.clearError();
            case ErrorLabels.DETAILS -> labels.clearErrorDetails();
            default -> labels.delete(label);
        }
    }
}

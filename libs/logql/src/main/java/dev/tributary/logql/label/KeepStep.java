package dev.tributary.logql.label;

import java.util.List;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Step;

/** {@code | keep}: removes all labels but those named. Error and details stay. */
public final class KeepStep implements Step {
    private final List<Stage.LabelChoice> choices;

    public KeepStep(List<Stage.LabelChoice> choices) {
        this.choices = List.copyOf(choices);
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        for (String name : labels.names()) {
            if (!name.equals(ErrorLabels.PRESERVE) && !isKept(name, labels.textOf(name))) {
                labels.delete(name);
            }
        }
        return true;
    }

    private boolean isKept(String name, String value) {
        for (Stage.LabelChoice choice : choices) {
            if (choice.label().equals(name) && (choice.matcher() == null || choice.matcher().matches(value))) {
                return true;
            }
        }
        return false;
    }
}

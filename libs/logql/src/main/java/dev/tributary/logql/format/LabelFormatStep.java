package dev.tributary.logql.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Step;
import org.jspecify.annotations.Nullable;

/** {@code | label_format}: labels from other labels, which are then gone, or from templates. */
public final class LabelFormatStep implements Step {
    private final List<Target> targets;

    /** A label and its template, or the label it takes its value from where the template is null. */
    private record Target(String label, String source, @Nullable EntryTemplate template) {
    }

    /**
     * A step for these assignments.
     *
     * @throws IllegalArgumentException in Loki's words for a template that is none or a label that is set twice
     */
    public LabelFormatStep(List<Stage.Assignment> assignments) {
        Set<String> seen = new HashSet<>();
        List<Target> made = new ArrayList<>();
        for (Stage.Assignment assignment : assignments) {
            if (assignment.label().equals(ErrorLabels.ERROR)) {
                throw new IllegalArgumentException(assignment.label() + " cannot be formatted");
            }
            if (!seen.add(assignment.label())) {
                throw new IllegalArgumentException("multiple label name '" + assignment.label()
                        + "' not allowed in a single format operation");
            }
        }
        for (Stage.Assignment assignment : assignments) {
            made.add(new Target(assignment.label(), assignment.value(), template(assignment)));
        }
        targets = List.copyOf(made);
    }

    private static @Nullable EntryTemplate template(Stage.Assignment assignment) {
        if (assignment.rename()) {
            return null;
        }
        try {
            return new EntryTemplate("label", assignment.value());
        } catch (TemplateException e) {
            throw new IllegalArgumentException(
                    "invalid template for label '" + assignment.label() + "': " + e.getMessage(), e);
        }
    }

    @Override
    public boolean process(Entry entry) {
        for (Target target : targets) {
            if (target.template == null) {
                rename(entry, target);
            } else {
                String value = target.template.write(entry);
                if (value != null) {
                    entry.labels().set(target.label, value);
                }
            }
        }
        return true;
    }

    private static void rename(Entry entry, Target target) {
        String value = entry.labels().find(target.source);
        if (value != null) {
            entry.labels().set(target.label, value);
            entry.labels().delete(target.source);
        }
    }
}

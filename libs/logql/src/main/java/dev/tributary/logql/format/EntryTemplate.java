package dev.tributary.logql.format;

import dev.tributary.gotemplate.Template;
import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.gotemplate.exec.TemplateOptions.MissingKey;
import dev.tributary.gotemplate.function.Functions;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.ErrorLabels;
import org.jspecify.annotations.Nullable;

/**
 * A template over an entry: its labels are the fields, an absent one is empty, and functions give its line and time. One
 * run is limited in what it writes and how long it takes. Owned by one thread.
 */
final class EntryTemplate {
    private final Template template;
    private final StringBuilder out = new StringBuilder();
    private @Nullable Entry current;

    /**
     * Reads a template.
     *
     * @throws TemplateException with Go's message
     */
    EntryTemplate(String name, String text) throws TemplateException {
        Functions.Builder functions = Functions.builder();
        TextFunctions.addTo(functions);
        NumberFunctions.addTo(functions);
        TimeFunctions.addTo(functions);
        functions.add("__line__", _ -> entry().line().text()).add("__timestamp__",
                _ -> TemplateTime.ofNanos(entry().timestampNanos()));
        this.template = Template.parse(name, text,
                TemplateOptions.DEFAULT.withFunctions(functions.build()).withMissing(MissingKey.ZERO));
    }

    private Entry entry() {
        if (current == null) {
            throw new IllegalStateException("no entry in hand");
        }
        return current;
    }

    /** What the template writes, or null when it fails, which marks the entry. */
    @Nullable
    String write(Entry entry) {
        current = entry;
        out.setLength(0);
        try {
            template.execute(entry.labels(), out);
            return out.toString();
        } catch (TemplateException e) {
            entry.labels().setError(ErrorLabels.TEMPLATE, String.valueOf(e.getMessage()));
            return null;
        }
    }
}

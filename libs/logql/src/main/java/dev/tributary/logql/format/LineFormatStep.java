package dev.tributary.logql.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.Step;
import org.jspecify.annotations.Nullable;

/** {@code | line_format}: the line becomes what the template writes; where it fails the line stays. */
public final class LineFormatStep implements Step {
    private static final Pattern LABEL_ALONE = Pattern.compile("\\{\\{ *\\.([a-zA-Z_][a-zA-Z0-9_]*) *\\}\\}");

    private final EntryTemplate template;
    /** The label whose value is all that the template writes, else null. */
    private final @Nullable String labelAlone;

    /**
     * A step for a template.
     *
     * @throws IllegalArgumentException in Loki's words when it is none
     */
    public LineFormatStep(String text) {
        try {
            this.template = new EntryTemplate("line", text);
        } catch (TemplateException e) {
            throw new IllegalArgumentException("invalid line template: " + e.getMessage(), e);
        }
        Matcher alone = LABEL_ALONE.matcher(text);
        this.labelAlone = alone.matches() ? alone.group(1) : null;
    }

    @Override
    public boolean process(Entry entry) {
        if (labelAlone != null) {
            String value = entry.labels().find(labelAlone);
            entry.line().set(value == null ? "" : value);
            return true;
        }
        String written = template.write(entry);
        if (written != null) {
            entry.line().set(written);
        }
        return true;
    }
}

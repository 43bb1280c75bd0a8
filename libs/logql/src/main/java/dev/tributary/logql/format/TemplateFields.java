package dev.tributary.logql.format;

import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Names the labels that a template may read, by the look of its text: rather one too many than one too few. */
public final class TemplateFields {
    private static final Pattern FIELD = Pattern.compile("\\.([\\pL_][\\pL\\pN_]*)");

    private TemplateFields() {
    }

    public static List<String> of(String template) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(template);
        while (matcher.find()) {
            fields.add(matcher.group(1));
        }
        return fields;
    }
}

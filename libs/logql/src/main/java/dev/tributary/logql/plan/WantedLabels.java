package dev.tributary.logql.plan;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.Grouping;
import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.logql.ast.LogRange;
import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.ast.Unwrap;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.format.TemplateFields;
import org.jspecify.annotations.Nullable;

/**
 * Which labels a metric query needs of its entries. Loki's parsers stop when they have those, so a mistake further on in a
 * line is none; that belongs to the language and is no optimisation.
 */
public final class WantedLabels {
    private WantedLabels() {
    }

    /**
     * What parsers are to extract.
     *
     * @param grouping the labels of the result; null where all stay
     * @param noLabels true where the result has none
     */
    public static Extraction of(LogRange range, @Nullable Grouping grouping, boolean noLabels) {
        List<String> wanted = new ArrayList<>();
        range.input().stages().forEach(stage -> addNames(wanted, stage));
        Unwrap unwrap = range.unwrap();
        List<String> groups = grouping == null ? List.of() : grouping.labels();
        boolean all = grouping == null || grouping.without() || groups.isEmpty();
        if (unwrap != null) {
            unwrap.filters().forEach(filter -> addNames(wanted, filter));
            wanted.add(unwrap.label());
        }
        wanted.addAll(groups);
        if (noLabels) {
            return wanted.isEmpty() ? Extraction.NOTHING : Extraction.of(wanted);
        }
        return all ? Extraction.ALL : Extraction.of(wanted);
    }

    private static void addNames(List<String> names, Stage stage) {
        switch (stage) {
            case Stage.Filter(LabelFilter condition) -> addNames(names, condition);
            case Stage.LineFormat(String template) -> names.addAll(TemplateFields.of(template));
            case Stage.LabelFormat(List<Stage.Assignment> assignments) -> assignments
                    .forEach(each -> names.addAll(each.rename()
                            ? List.of(each.value())
                            : TemplateFields.of(each.value())));
            case Stage.LineFilter _,Stage.Json _,Stage.Logfmt _,Stage.Regexp _,Stage.Pattern _,Stage.Unpack _,Stage.Decolorize _,Stage.Drop _,Stage.Keep _ ->
                {
                }
        }
    }

    private static void addNames(List<String> names, LabelFilter filter) {
        switch (filter) {
            case LabelFilter.Text text -> names.add(text.matcher().name());
            case LabelFilter.Numeric number -> names.add(number.label());
            case LabelFilter.Duration duration -> names.add(duration.label());
            case LabelFilter.Bytes bytes -> names.add(bytes.label());
            case LabelFilter.Ip ip -> names.add(ip.label());
            case LabelFilter.And(LabelFilter left, LabelFilter right) -> {
                addNames(names, left);
                addNames(names, right);
            }
            case LabelFilter.Or(LabelFilter left, LabelFilter right) -> {
                addNames(names, left);
                addNames(names, right);
            }
        }
    }
}

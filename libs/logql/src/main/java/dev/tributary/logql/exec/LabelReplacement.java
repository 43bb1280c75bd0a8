package dev.tributary.logql.exec;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.model.Labels;
import dev.tributary.model.RegexTemplate;

/** {@code label_replace}: where the whole source label matches, the target becomes the replacement. */
final class LabelReplacement {
    private final MetricExpr.LabelReplace replace;
    private final Pattern pattern;
    private final RegexTemplate replacement;

    LabelReplacement(MetricExpr.LabelReplace replace) {
        this.replace = replace;
        this.pattern = Pattern.compile("^(?:" + replace.pattern() + ")$");
        this.replacement = RegexTemplate.compile(replace.replacement());
    }

    Vectors apply(Vectors input) {
        Vectors result = new Vectors(input.steps());
        for (int i = 0; i < input.size(); i++) {
            result.add(replaced(input.labels(i)), input.values(i));
        }
        return result;
    }

    private Labels replaced(Labels labels) {
        Matcher matcher = pattern.matcher(labels.get(replace.source()));
        return matcher.find() ? labels.with(replace.target(), replacement.expand(matcher)) : labels;
    }
}

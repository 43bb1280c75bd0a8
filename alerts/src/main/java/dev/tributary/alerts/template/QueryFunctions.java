package dev.tributary.alerts.template;

import java.util.List;

import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.model.Labels;
import dev.tributary.promql.QueryException;

import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions of Prometheus' templates that ask queries and read their answers. */
final class QueryFunctions {
    private static final Parameter RESULT = new Parameter("template.queryResult", List.class);
    private static final Parameter SAMPLE = new Parameter("*template.sample", QueriedSample.class);

    private QueryFunctions() {
    }

    static void addTo(Functions.Builder functions, TemplateQuery query, long timeMillis) {
        functions.add("query", arguments -> run(query, arguments.text(0), timeMillis), TEXT)
                .add("first", arguments -> first(samples(arguments.first())), RESULT)
                .add("label", arguments -> arguments.as(QueriedSample.class, 1).labels()
                        .getOrDefault(arguments.text(0), ""), TEXT, SAMPLE)
                .add("value", arguments -> arguments.as(QueriedSample.class, 0).value(), SAMPLE)
                .add("strvalue", arguments -> arguments.as(QueriedSample.class, 0).labels()
                        .getOrDefault("__value__", ""), SAMPLE)
                .add("sortByLabel", arguments -> sorted(arguments.text(0), samples(arguments.last())), TEXT, RESULT)
                .add("now", _ -> timeMillis / 1e3);
    }

    private static List<QueriedSample> run(TemplateQuery query, String expression, long timeMillis)
            throws FunctionException {
        try {
            return query.query(expression, timeMillis).stream()
                    .map(sample -> new QueriedSample(sample.labels().toMap(), sample.value())).toList();
        } catch (QueryException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static List<QueriedSample> samples(@org.jspecify.annotations.Nullable Object value)
            throws FunctionException {
        if (value instanceof List<?> list && list.stream().allMatch(QueriedSample.class::isInstance)) {
            return list.stream().map(QueriedSample.class::cast).toList();
        }
        throw new FunctionException("not the result of a query");
    }

    private static QueriedSample first(List<QueriedSample> samples) throws FunctionException {
        if (samples.isEmpty()) {
            throw new FunctionException("first() called on vector with no elements");
        }
        return samples.getFirst();
    }

    private static List<QueriedSample> sorted(String label, List<QueriedSample> samples) {
        return samples.stream().sorted((a, b) -> Labels.compareUtf8(a.labels().getOrDefault(label, ""),
                b.labels().getOrDefault(label, ""))).toList();
    }
}

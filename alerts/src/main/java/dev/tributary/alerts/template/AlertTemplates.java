package dev.tributary.alerts.template;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.tributary.alerts.rule.AlertTexts;
import dev.tributary.gotemplate.Template;
import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.gotemplate.exec.TemplateOptions.MissingKey;
import dev.tributary.gotemplate.function.Functions;
import dev.tributary.model.Labels;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryException.Category;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expands templates of alerting rules. {@code $labels}, {@code $value}, {@code $externalLabels} and {@code $externalURL}
 * are set; an absent label is the empty text.
 *
 * <p>Source: the template reference of Prometheus 3.14.
 */
public final class AlertTemplates implements AlertTexts {
    private static final Logger LOG = LoggerFactory.getLogger(AlertTemplates.class);
    private static final String VARIABLES = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
            + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

    private final TemplateQuery query;
    private final Map<String, String> externalLabels;
    private final String externalUrl;

    /** Templates that ask {@code query}; the external labels and URL are what the variables of those names hold. */
    public AlertTemplates(TemplateQuery query, Labels externalLabels, String externalUrl) {
        this.query = query;
        this.externalLabels = externalLabels.toMap();
        this.externalUrl = externalUrl;
    }

    /** What is wrong with a template before it is ever run; it is tried on an alert without labels. */
    public static Optional<String> problem(String text) {
        AlertTemplates trial = new AlertTemplates((_, _) -> {
            throw new QueryException(Category.EXECUTION, "queries are not run while checking");
        }, Labels.EMPTY, "http://localhost");
        try {
            trial.parse("__alert_check", text, 0);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String expand(String alert, String text, Labels labels, double value, long timeMillis) {
        // Most labels and many annotations are plain text.
        if (!text.contains("{{")) {
            return text;
        }
        String name = "__alert_" + alert;
        try {
            return run(name, text, labels, value, timeMillis);
        } catch (TemplateException e) {
            LOG.warn("expanding alert template failed alert={} err={}", alert, e.getMessage());
            return "<error expanding template: " + e.getMessage() + ">";
        }
    }

    private String run(String name, String text, Labels labels, double value, long timeMillis)
            throws TemplateException {
        Template template;
        try {
            template = parse(name, text, timeMillis);
        } catch (TemplateException e) {
            throw new TemplateException("error parsing template " + name + ": " + e.getMessage(), e);
        }
        try {
            return template.execute(new AlertData(labels.toMap(), externalLabels, externalUrl, value));
        } catch (TemplateException e) {
            throw new TemplateException("error executing template " + name + ": " + e.getMessage(), e);
        }
    }

    private Template parse(String name, String text, long timeMillis) throws TemplateException {
        Functions.Builder functions = Functions.builder();
        TemplateFunctions.addTo(functions);
        QueryFunctions.addTo(functions, query, timeMillis);
        functions.add("externalURL", _ -> externalUrl).add("pathPrefix", _ -> {
            String path = URI.create(externalUrl).getPath();
            return path == null ? "" : path;
        });
        return Template.parse(name, VARIABLES + text,
                TemplateOptions.DEFAULT.withFunctions(functions.build()).withMissing(MissingKey.ZERO));
    }
}

package dev.tributary.collector.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tributary.collector.stages.Expressions;
import dev.tributary.collector.stages.RedactStage;
import dev.tributary.collector.stages.SecretPattern;

/** Overwrites secrets in lines. */
final class RedactStep {
    private record Secret(List<String> hints, Pattern pattern) {
        boolean isPossible(String text) {
            return hints.isEmpty() || hints.stream().anyMatch(text::contains);
        }
    }

    private final List<Secret> secrets = new ArrayList<>();
    private final String replacement;

    private RedactStep(RedactStage settings) {
        replacement = settings.replacement();
        boolean standard = settings.patterns().isEmpty() && settings.expressions().isEmpty();
        // Long numbers that are no cards look like cards: only who asks for it gets that.
        List<SecretPattern> kinds = standard
                ? Arrays.stream(SecretPattern.values()).filter(kind -> kind != SecretPattern.CREDIT_CARD).toList()
                : settings.patterns().stream().map(SecretPattern::named).toList();
        kinds.forEach(kind -> secrets.add(new Secret(kind.hints(), kind.pattern())));
        settings.expressions().forEach(
                text -> secrets.add(new Secret(List.of(), Expressions.compile("expressions", text))));
    }

    static StagePlan plan(RedactStage settings) {
        RedactStep step = new RedactStep(settings);
        return (next, _) -> entry -> {
            step.redact(entry);
            next.accept(entry);
        };
    }

    private void redact(PipelineEntry entry) {
        String text = entry.text();
        for (Secret secret : secrets) {
            if (secret.isPossible(text)) {
                text = overwritten(text, secret.pattern());
            }
        }
        if (!text.equals(entry.text())) {
            entry.text(text);
        }
    }

    private String overwritten(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            int group = secretGroup(matcher);
            out.append(text, at, matcher.start(group)).append(replacement);
            at = matcher.end(group);
        }
        return at == 0 ? text : out.append(text, at, text.length()).toString();
    }

    private static int secretGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return group;
            }
        }
        return 0;
    }
}

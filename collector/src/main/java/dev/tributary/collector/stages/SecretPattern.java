package dev.tributary.collector.stages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.google.re2j.Pattern;

/** Kinds of secrets that are known by their look, each with texts of which one must be there: the expression is dear. */
public enum SecretPattern {
    PRIVATE_KEY("PRIVATE KEY-----",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"),
    JWT("eyJ", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+"),
    BEARER("earer ", "(?i:bearer) +([A-Za-z0-9._~+/-]{8,}=*)"),
    BASIC_AUTH("asic ", "(?i:authorization)\"?[:=] *\"?(?i:basic) +([A-Za-z0-9+/]{6,}={0,2})"),
    AWS_KEY("AKIA|ASIA|aws_secret_access_key",
            "\\b((?:AKIA|ASIA)[A-Z0-9]{16})\\b|(?i:aws_secret_access_key)\"?[ :=]+\"?([A-Za-z0-9/+]{40})"),
    GITHUB_TOKEN("gh|github_pat_", "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"),
    SLACK_TOKEN("xox", "\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
    GOOGLE_KEY("AIza", "\\bAIza[A-Za-z0-9_-]{35}"),
    PASSWORD("assw|ASSW|ecret|ECRET|oken|OKEN|pi_key|PI_KEY|pi-key|piKey",
            "(?i)(?:password|passwd|secret|token|api[_-]?key)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;&}]{4,})"),
    URL_PASSWORD("://", "://[^\\s/:@]+:([^\\s/@]+)@"),
    CREDIT_CARD("4|5|3|6",
            "\\b(?:4\\d{3}|5[1-5]\\d{2}|3[47]\\d{2}|6011)[ -]?\\d{4,6}[ -]?\\d{4,5}(?:[ -]?\\d{3,4})?\\b");

    /** Texts, joined by bars. */
    private final String hints;
    private final Pattern pattern;

    SecretPattern(String hints, String expression) {
        this.hints = hints;
        this.pattern = Pattern.compile(expression);
    }

    /** Texts of which every such secret has one beside it. */
    public List<String> hints() {
        return List.of(hints.split("\\|"));
    }

    /** The secret is what a group holds, without a group all of the match. */
    public Pattern pattern() {
        return pattern;
    }

    /**
     * The kind of this name.
     *
     * @throws IllegalArgumentException that begins with the key
     */
    public static SecretPattern named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("patterns has '" + name + "', known are "
                        + Arrays.stream(values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList()));
    }
}

package dev.tributary.collector.stages;

import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Overwrites secrets in lines. */
public record RedactStage(
        @Doc("Built-in kinds: private_key, jwt, bearer, basic_auth, aws_key, github_token, slack_token, google_key, password, url_password, credit_card. Empty together with expressions: all but credit_card.") List<String> patterns,
        @Doc("Further RE2 expressions; what their first group holds is overwritten, without a group all of the match.") List<String> expressions,
        @Default("<redacted>") @Doc("What stands there afterwards.") String replacement) {
    public RedactStage {
        patterns = List.copyOf(patterns);
        expressions = List.copyOf(expressions);
        patterns.forEach(SecretPattern::named);
        expressions.forEach(expression -> Expressions.compile("expressions", expression));
    }
}

package dev.tributary.alerts.role;

import java.util.Optional;

import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.model.ClusterId;
import dev.tributary.promql.QueryException;

/** Evaluates the expressions of groups of {@code type: loki}. */
public interface LogRules {
    /** What is wrong with an expression, or nothing when it can be a rule's. */
    Optional<String> problem(String expression);

    /** Answers over the logs of one cluster, or of all. */
    RuleQuery over(Optional<ClusterId> cluster);

    /** Without logs, as in unit tests of rules: such groups are refused when their file is read. */
    LogRules NONE = new LogRules() {
        private static final String REFUSAL = "groups of type loki run in a hub only: here are no logs to ask";

        @Override
        public Optional<String> problem(String expression) {
            return Optional.of(REFUSAL);
        }

        @Override
        public RuleQuery over(Optional<ClusterId> cluster) {
            return (_, _) -> {
                throw new QueryException(QueryException.Category.EXECUTION, REFUSAL);
            };
        }
    };
}

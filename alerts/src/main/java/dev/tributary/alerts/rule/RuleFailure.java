package dev.tributary.alerts.rule;

/** A rule that could not be evaluated; nothing of it is stored or sent. The message is the rule's last error. */
public final class RuleFailure extends RuntimeException {
    public RuleFailure(String message) {
        super(message);
    }
}

package dev.tributary.alerts.group;

/** A rule that could not be evaluated; nothing of it is stored or sent. The message is the rule's last error. */
final class RuleFailure extends RuntimeException {
    RuleFailure(String message) {
        super(message);
    }
}

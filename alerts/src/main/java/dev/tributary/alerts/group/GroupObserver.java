package dev.tributary.alerts.group;

import java.time.Duration;

/** Hears of evaluations: metrics and the memory of alert state. Called on the group's thread. */
public interface GroupObserver {
    /** A group will be evaluated from now on. */
    void added(EvaluatedGroup group);

    /** A group took its state of before a restart back. */
    void restored(EvaluatedGroup group, Duration took);

    /** A whole group was evaluated at a slot. */
    void evaluated(EvaluatedGroup group, long slotMillis);

    /** One rule was evaluated, well or not. */
    void ruleEvaluated(RuleGroup group, RuleHealth health);

    /** Slots went by without an evaluation, because the last one took too long or the process stood still. */
    void missed(EvaluatedGroup group, long slots);

    /** A group no longer exists. */
    void removed(EvaluatedGroup group);

    /** Does not listen. */
    GroupObserver NONE = new GroupObserver() {
        @Override
        public void added(EvaluatedGroup group) {
            // As the name says.
        }

        @Override
        public void restored(EvaluatedGroup group, Duration took) {
            // As the name says.
        }

        @Override
        public void evaluated(EvaluatedGroup group, long slotMillis) {
            // As the name says.
        }

        @Override
        public void ruleEvaluated(RuleGroup group, RuleHealth health) {
            // As the name says.
        }

        @Override
        public void missed(EvaluatedGroup group, long slots) {
            // As the name says.
        }

        @Override
        public void removed(EvaluatedGroup group) {
            // As the name says.
        }
    };
}

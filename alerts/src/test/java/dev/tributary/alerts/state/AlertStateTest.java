package dev.tributary.alerts.state;

import dev.tributary.alerts.state.AlertState.Firing;
import dev.tributary.alerts.state.AlertState.Inactive;
import dev.tributary.alerts.state.AlertState.Pending;
import dev.tributary.alerts.state.AlertState.Resolved;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlertStateTest {
    private static final long MINUTE = 60_000;
    private static final HoldTimes AT_ONCE = new HoldTimes(0, 0);
    private static final HoldTimes FIVE_MINUTES = new HoldTimes(5 * MINUTE, 0);
    private static final HoldTimes KEPT = new HoldTimes(0, 3 * MINUTE);

    @Test
    void firesInTheSameEvaluationWithoutHoldTime() {
        assertNext(new Inactive(), true, 10, AT_ONCE, new Firing(10, 10, 0));
    }

    @Test
    void firesOnlyAfterHolding() {
        assertNext(new Inactive(), true, 0, FIVE_MINUTES, new Pending(0));
        assertNext(new Pending(0), true, 5 * MINUTE - 1, FIVE_MINUTES, new Pending(0));
        assertNext(new Pending(0), true, 5 * MINUTE, FIVE_MINUTES, new Firing(0, 5 * MINUTE, 0));
    }

    @Test
    void aGapInThePendingTimeStartsItAnew() {
        assertNext(new Pending(0), false, MINUTE, FIVE_MINUTES, new Inactive());
        assertNext(new Inactive(), true, 2 * MINUTE, FIVE_MINUTES, new Pending(2 * MINUTE));
    }

    @Test
    void aFiringAlertResolvesAtTheFirstEvaluationWithoutIt() {
        assertNext(new Firing(0, 0, 0), false, MINUTE, AT_ONCE, new Resolved(0, 0, MINUTE));
    }

    @Test
    void keepFiringForHoldsItUpAndForgetsTheGapWhenItReturns() {
        assertNext(new Firing(0, 0, 0), false, MINUTE, KEPT, new Firing(0, 0, MINUTE));
        assertNext(new Firing(0, 0, MINUTE), false, 4 * MINUTE - 1, KEPT, new Firing(0, 0, MINUTE));
        assertNext(new Firing(0, 0, MINUTE), true, 2 * MINUTE, KEPT, new Firing(0, 0, 0));
        assertNext(new Firing(0, 0, MINUTE), false, 4 * MINUTE, KEPT, new Resolved(0, 0, 4 * MINUTE));
    }

    @Test
    void aResolvedAlertIsKeptFifteenMinutes() {
        Resolved resolved = new Resolved(0, 0, MINUTE);
        assertNext(resolved, false, 16 * MINUTE, AT_ONCE, resolved);
        assertNext(resolved, false, 16 * MINUTE + 1, AT_ONCE, new Inactive());
    }

    @Test
    void aResolvedAlertThatReturnsIsANewOne() {
        assertNext(new Resolved(0, 0, MINUTE), true, 2 * MINUTE, FIVE_MINUTES, new Pending(2 * MINUTE));
        assertNext(new Resolved(0, 0, MINUTE), true, 2 * MINUTE, AT_ONCE, new Firing(2 * MINUTE, 2 * MINUTE, 0));
    }

    @Test
    void aLongerHoldTimeAfterReloadPutsAFiringAlertBackToPending() {
        assertNext(new Firing(0, 0, 0), true, MINUTE, FIVE_MINUTES, new Pending(0));
    }

    @Test
    void restorationMovesThePendingClockByTheDowntime() {
        HoldTimes hour = new HoldTimes(60 * MINUTE, 0);
        assertThat(Restoration.activeAt(0, 20 * MINUTE, 30 * MINUTE, hour)).isEqualTo(10 * MINUTE);
    }

    @Test
    void restorationLeavesTheGracePeriodBeforeFiring() {
        HoldTimes hour = new HoldTimes(60 * MINUTE, 0);
        long now = 70 * MINUTE;
        long activeAt = Restoration.activeAt(0, 55 * MINUTE, now, hour);
        assertThat(activeAt + hour.holdMillis()).isEqualTo(now + Restoration.GRACE_MILLIS);
    }

    @Test
    void restorationKeepsWhatHadHeldLongEnough() {
        HoldTimes hour = new HoldTimes(60 * MINUTE, 0);
        assertThat(Restoration.activeAt(0, 61 * MINUTE, 70 * MINUTE, hour)).isZero();
    }

    @Test
    void restorationLetsAShortClockStandStill() {
        assertThat(Restoration.activeAt(0, 4 * MINUTE, 7 * MINUTE, FIVE_MINUTES)).isEqualTo(3 * MINUTE);
    }

    private static void assertNext(AlertState from, boolean active, long now, HoldTimes times, AlertState expected) {
        assertThat(from.next(active, now, times)).isEqualTo(expected);
    }
}

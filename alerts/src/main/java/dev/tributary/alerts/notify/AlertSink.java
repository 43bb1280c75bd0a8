package dev.tributary.alerts.notify;

import java.util.List;

/** Takes notifications off the evaluating thread's hands: never blocks and never throws; what it drops it counts. */
@FunctionalInterface
public interface AlertSink {
    void send(List<AlertNotification> notifications);
}

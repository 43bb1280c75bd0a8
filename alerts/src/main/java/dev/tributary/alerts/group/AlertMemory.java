package dev.tributary.alerts.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rule.AlertingRule;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.alerts.state.Restoration;
import dev.tributary.model.Labels;
import dev.tributary.model.port.DocumentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the alerts of every group across restarts: one document per group, written after each evaluation that has any.
 * A rule that moved to another group finds its alerts under the old one's document.
 *
 * <p>Firing and resolved alerts come back as they were; pending ones with their clock moved as {@link Restoration} says.
 * What is older than the outage tolerance is not restored.
 */
public final class AlertMemory {
    /** Longest time a restored alert waits to be seen again: what queries look back, 5 minutes. */
    private static final long CONFIRM_MILLIS_MAX = 5 * 60 * 1000L;

    private static final Logger LOG = LoggerFactory.getLogger(AlertMemory.class);
    private static final String PREFIX = "alerts/state/";
    private static final String SLOTS = "alerts/slots/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> SLOTS_TYPE = new TypeReference<>() {
    };

    private final DocumentStore documents;
    /** What was stored when this process started, by document key. */
    private final Map<String, Saved> earlier = new ConcurrentHashMap<>();
    private volatile Set<String> configured = Set.of();

    public AlertMemory(DocumentStore documents) {
        this.documents = documents;
        documents.all(PREFIX).forEach((key, document) -> {
            try {
                earlier.put(key, JSON.readValue(document, Saved.class));
            } catch (IOException e) {
                LOG.error("stored alert state is unreadable and left out key={} err={}", key,
                        e.getMessage());
            }
        });
    }

    /**
     * Says which groups there are after the restart: a rule is looked for under other groups' documents only where those
     * groups are gone. Documents too old to restore anything are removed.
     */
    public void configured(Collection<GroupDefinition> groups, long nowMillis) {
        configured = groups.stream().map(AlertMemory::groupKey).collect(Collectors.toUnmodifiableSet());
        earlier.entrySet().removeIf(entry -> {
            boolean expired = nowMillis - entry.getValue().slotMillis() > Restoration.OUTAGE_TOLERANCE_MILLIS;
            if (expired) {
                documents.remove(entry.getKey());
            }
            return expired;
        });
    }

    /** Writes down how a group's alerts stand. */
    public void save(RuleGroup group, long slotMillis) {
        List<SavedAlert> alerts = new ArrayList<>();
        for (RuleStatus rule : group.status()) {
            rule.alerts().forEach(alert -> alerts.add(SavedAlert.of(rule, alert)));
        }
        String key = key(group);
        if (alerts.isEmpty()) {
            if (earlier.remove(key) != null || documents.get(key).isPresent()) {
                documents.remove(key);
            }
            return;
        }
        try {
            documents.put(key, JSON.writeValueAsBytes(new Saved(group.scope(), slotMillis, alerts)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alert state does not fit JSON", e);
        }
    }

    /** Writes down up to which slot each cluster of a group was evaluated. */
    void saveSlots(EvaluatedGroup group, Map<String, Long> lastSlots) {
        try {
            documents.put(slotsKey(group), JSON.writeValueAsBytes(lastSlots));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("slots do not fit JSON", e);
        }
    }

    /** What {@link #saveSlots} wrote last. */
    Map<String, Long> slotsOf(EvaluatedGroup group) {
        try {
            Optional<byte[]> stored = documents.get(slotsKey(group));
            return stored.isEmpty() ? Map.of() : JSON.readValue(stored.get(), SLOTS_TYPE);
        } catch (IOException e) {
            LOG.error("stored slots are unreadable and left out group={} err={}",
                    group.definition().name(), e.getMessage());
            return Map.of();
        }
    }

    void forgetSlots(EvaluatedGroup group) {
        documents.remove(slotsKey(group));
    }

    private static String slotsKey(EvaluatedGroup group) {
        return SLOTS + group.definition().file() + ";" + group.definition().name();
    }

    /** Removes a group's document: the group is no more. */
    void forget(RuleGroup group) {
        String key = key(group);
        earlier.remove(key);
        documents.remove(key);
    }

    /** Until when alerts restored at a slot are believed without being seen: as long again as the hub was away. */
    long confirmUntil(RuleGroup group, long slotMillis) {
        Saved own = earlier.get(key(group));
        long away = own == null ? 0 : slotMillis - own.slotMillis() - group.interval().toMillis();
        return slotMillis + Math.clamp(away, 0, CONFIRM_MILLIS_MAX);
    }

    /** The alerts a rule had before the restart, ready for its evaluation at {@code slotMillis}. */
    List<AlertInstance> alertsOf(RuleGroup group, AlertingRule rule, long slotMillis) {
        Saved own = earlier.get(key(group));
        List<AlertInstance> restored = own == null ? List.of() : alertsIn(own, rule, slotMillis);
        if (!restored.isEmpty()) {
            return restored;
        }
        return earlier.entrySet().stream().filter(entry -> isLeft(entry.getKey(), entry.getValue(), group.scope()))
                .map(Map.Entry::getValue).map(saved -> alertsIn(saved, rule, slotMillis))
                .filter(alerts -> !alerts.isEmpty()).findFirst()
                .orElse(List.of());
    }

    private static List<AlertInstance> alertsIn(Saved saved, AlertingRule rule, long slotMillis) {
        if (slotMillis - saved.slotMillis() > Restoration.OUTAGE_TOLERANCE_MILLIS) {
            return List.of();
        }
        String ruleKey = SavedAlert.ruleKey(rule.definition().name(), rule.definition().labels());
        return saved.alerts().stream().filter(alert -> alert.rule().equals(ruleKey))
                .map(alert -> alert.restore(saved.slotMillis(), slotMillis, rule))
                .filter(alert -> !(alert.state() instanceof AlertState.Inactive)).toList();
    }

    /** A document of the same scope whose group is no longer there. */
    private boolean isLeft(String key, Saved saved, String scope) {
        String suffix = scope.isEmpty() ? "" : ";" + scope;
        return saved.scope().equals(scope)
                && !configured.contains(key.substring(0, key.length() - suffix.length()));
    }

    private static String groupKey(GroupDefinition group) {
        return PREFIX + group.file() + ";" + group.name();
    }

    private static String key(RuleGroup group) {
        return groupKey(group.definition())
                + (group.scope().isEmpty() ? "" : ";" + group.scope());
    }

    /** One group's document. */
    record Saved(String scope, long slotMillis, List<SavedAlert> alerts) {
    }

    /** One alert in a document; {@code phase} and the three times are those of its {@link AlertState}. */
    record SavedAlert(String rule, Map<String, String> labels, Map<String, String> annotations, String value,
            String phase, long activeAt, long firedAt, long lastAt, long sentAt) {
        static String ruleKey(String name, Labels labels) {
            return name + labels;
        }

        static SavedAlert of(RuleStatus rule, AlertInstance alert) {
            String key = ruleKey(rule.definition().name(), rule.definition().labels());
            Map<String, String> labels = alert.labels().toMap();
            String value = Double.toString(alert.value());
            long sent = alert.lastSentAt();
            return switch (alert.state()) {
                case AlertState.Pending(long active) ->
                    new SavedAlert(key, labels, alert.annotations(), value, "pending", active, 0, 0, sent);
                case AlertState.Firing(long active, long fired, long kept) ->
                    new SavedAlert(key, labels, alert.annotations(), value, "firing", active, fired, kept, sent);
                case AlertState.Resolved(long active, long fired, long resolved) ->
                    new SavedAlert(key, labels, alert.annotations(), value, "resolved", active, fired, resolved, sent);
                case AlertState.Inactive _ -> throw new IllegalStateException("inactive alerts are not remembered");
            };
        }

        /** What was saved by a clock that was ahead counts as if it had been saved now. */
        AlertInstance restore(long savedAt, long now, AlertingRule rule) {
            long lastSeen = Math.min(savedAt, now);
            AlertInstance saved = saved().moved(lastSeen - savedAt);
            return saved.state() instanceof AlertState.Pending(long active)
                    ? saved.withState(
                            new AlertState.Pending(Restoration.activeAt(active, lastSeen, now, rule.times())))
                    : saved;
        }

        private AlertInstance saved() {
            AlertState state = switch (phase) {
                case "pending" -> new AlertState.Pending(activeAt);
                case "firing" -> new AlertState.Firing(activeAt, firedAt, lastAt);
                case "resolved" -> new AlertState.Resolved(activeAt, firedAt, lastAt);
                default -> new AlertState.Inactive();
            };
            SortedMap<String, String> texts = new TreeMap<>(annotations);
            return new AlertInstance(Labels.copyOf(labels), texts, Double.parseDouble(value), state, sentAt);
        }
    }
}

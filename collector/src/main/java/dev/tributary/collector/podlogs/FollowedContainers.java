package dev.tributary.collector.podlogs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tributary.collector.containers.ContainerLabels;
import dev.tributary.collector.containers.PodWatch;
import dev.tributary.collector.logfiles.LogFileStatus;
import dev.tributary.model.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a job by what the API says there is: begins to read those that are new, gives up those that are gone. Owned
 * by the job's thread; what is told of status may be asked by others.
 */
final class FollowedContainers {
    /** How long the log of a pod that is gone may still go on. */
    private static final Duration GONE_WAIT = Duration.ofSeconds(30);

    private final Settings settings;
    private final Choice choice;
    private final FollowedContainer.Decoders decoders;
    private final Map<String, ContainerPosition> known = new LinkedHashMap<>();
    private final Map<ContainerId, FollowedContainer> followed = new TreeMap<>();
    private final Map<ContainerId, Long> gone = new TreeMap<>();
    private final Set<ContainerId> dropped = new TreeSet<>();
    private boolean first = true;
    private boolean changed;
    private volatile int reading;
    private volatile int waiting;
    private volatile List<LogFileStatus> status = List.of();

    /**
     * How containers are followed.
     *
     * @param startNanos where to begin with those that are there first, null for their beginning
     */
    record Settings(int containersMax, Duration reopenSilent, @Nullable Long startNanos) {
    }

    /** Says whether a container with these labels is read. */
    interface Choice {
        boolean isWanted(Labels found);
    }

    FollowedContainers(Settings settings, Choice choice, FollowedContainer.Decoders decoders) {
        this.settings = settings;
        this.choice = choice;
        this.decoders = decoders;
    }

    /** Tells how far containers were read before. */
    void know(Map<String, ContainerPosition> positions) {
        known.putAll(positions);
    }

    /** Looks at what the API says now. */
    void refresh(PodWatch pods, ContainerReader.Around around, long now) {
        Map<ContainerId, ContainerState> found = new TreeMap<>();
        for (Pod pod : pods.all()) {
            found.putAll(ContainerState.of(pod));
        }
        found.forEach((id, state) -> found(pods, id, state));
        removeGone(found.keySet(), now);
        dropped.retainAll(found.keySet());
        known.keySet().removeIf(log -> found.keySet().stream().noneMatch(id -> id.toString().equals(log)));
        first = false;
        read(around);
        status = followed.values().stream().map(FollowedContainer::status).toList();
    }

    private void found(PodWatch pods, ContainerId id, ContainerState state) {
        gone.remove(id);
        FollowedContainer container = followed.get(id);
        if (container != null) {
            container.state(state);
            return;
        }
        if (dropped.contains(id)) {
            return;
        }
        Map<String, String> labels = pods.of(id.pod(), id.container());
        if (labels == null) {
            return;
        }
        if (!choice.isWanted(Labels.copyOf(
                ContainerLabels.of(id.pod(), id.container(), Integer.toString(state.restarts()), labels)))) {
            dropped.add(id);
            return;
        }
        ContainerPosition position = known.remove(id.toString());
        followed.put(id, new FollowedContainer(id, state, labels, decoders,
                position == null ? unread(id) : position));
    }

    private ContainerPosition unread(ContainerId id) {
        Long start = settings.startNanos();
        return first && start != null ? ContainerPosition.from(id, start) : ContainerPosition.none(id);
    }

    private void removeGone(Set<ContainerId> found, long now) {
        for (FollowedContainer container : List.copyOf(followed.values())) {
            ContainerId id = container.id();
            if (found.contains(id)) {
                continue;
            }
            container.state(ContainerState.GONE);
            long since = gone.computeIfAbsent(id, _ -> now);
            ContainerReader reader = container.reader();
            if (reader == null) {
                container.finish();
                followed.remove(id);
                gone.remove(id);
                changed = true;
            } else if (now - since > GONE_WAIT.toNanos()) {
                reader.close();
                container.reader(null);
            }
        }
    }

    private void read(ContainerReader.Around around) {
        int active = 0;
        int beyond = 0;
        for (FollowedContainer container : followed.values()) {
            ContainerReader reader = container.reader();
            if (reader != null) {
                active++;
                reader.reopenSilent(settings.reopenSilent());
            }
        }
        for (FollowedContainer container : followed.values()) {
            if (!container.wantsReader()) {
                continue;
            }
            if (active >= settings.containersMax()) {
                beyond++;
                continue;
            }
            ContainerReader reader = new ContainerReader(container, around);
            container.reader(reader);
            reader.start();
            active++;
        }
        reading = active;
        waiting = beyond;
    }

    Collection<FollowedContainer> all() {
        return followed.values();
    }

    int reading() {
        return reading;
    }

    int waiting() {
        return waiting;
    }

    List<LogFileStatus> status() {
        return status;
    }

    boolean takeChanged() {
        boolean any = changed;
        changed = false;
        for (FollowedContainer container : followed.values()) {
            any |= container.takeChanged();
        }
        return any;
    }

    /** Of all containers; those that wait to be found keep theirs. */
    List<ContainerPosition> positions() {
        List<ContainerPosition> all = new ArrayList<>(known.values());
        followed.values().forEach(container -> all.add(container.position()));
        return all;
    }

    /** Stops all reading. */
    void stop() {
        for (FollowedContainer container : followed.values()) {
            ContainerReader reader = container.reader();
            if (reader != null) {
                reader.close();
            }
        }
    }
}
